using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using KerberosGen.Generator.Parsing;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerberosGen.Generator.Discovery;

/// <summary>Reads one file's syntax.</summary>
internal sealed class SourceFileReader
{
    private const string Body = "{}";

    private readonly ImmutableArray<Surface>.Builder _types = ImmutableArray.CreateBuilder<Surface>();
    private readonly ImmutableArray<ulong>.Builder _namespaces = ImmutableArray.CreateBuilder<ulong>();
    private readonly ImmutableArray<Candidate>.Builder _candidates = ImmutableArray.CreateBuilder<Candidate>();
    private readonly ImmutableArray<ulong>.Builder _aliases = ImmutableArray.CreateBuilder<ulong>();
    private readonly string _text;

    private SourceFileReader(string text) => _text = text;

    public static SourceFile Read(CompilationUnitSyntax unit) => new SourceFileReader(unit.SyntaxTree.GetText().ToString()).ReadUnit(unit);

    private SourceFile ReadUnit(CompilationUnitSyntax unit)
    {
        var context = new Fingerprint();
        var words = new HashSet<ulong>();
        var global = new Fingerprint();
        var globalWords = new HashSet<ulong>();
        // What is defined decides which of the text counts.
        if (unit.GetFirstDirective(d => d is DefineDirectiveTriviaSyntax or UndefDirectiveTriviaSyntax) is not null)
            context.Add(_text, 0, _text.Length);
        foreach (ExternAliasDirectiveSyntax alias in unit.Externs)
            Add(alias, ref context, words);
        foreach (UsingDirectiveSyntax directive in unit.Usings)
        {
            if (directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
                AddUsing(directive, ref global, globalWords);
            else
                AddUsing(directive, ref context, words);
        }

        Read(unit.Members, context, words);
        var surface = new FileSurface(
            new EquatableArray<Surface>(_types.ToImmutable()),
            new EquatableArray<ulong>(_namespaces.ToImmutable()),
            new EquatableArray<ulong>(_aliases.ToImmutable()),
            global.Value,
            new EquatableArray<ulong>(globalWords.ToImmutableArray()));
        return new SourceFile(surface, _candidates.ToImmutable());
    }

    private void Read(SyntaxList<MemberDeclarationSyntax> members, Fingerprint context, HashSet<ulong> words)
    {
        foreach (MemberDeclarationSyntax member in members)
        {
            if (member is BaseNamespaceDeclarationSyntax space)
            {
                Fingerprint inner = context;
                var innerWords = new HashSet<ulong>(words);
                Add(space.Name, ref inner, innerWords);
                _namespaces.AddRange(space.Name.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => Fingerprint.Of(t.ValueText)));
                foreach (ExternAliasDirectiveSyntax alias in space.Externs)
                    Add(alias, ref inner, innerWords);
                foreach (UsingDirectiveSyntax directive in space.Usings)
                    AddUsing(directive, ref inner, innerWords);
                Read(space.Members, inner, innerWords);
            }
            else if (NameOf(member) is { } name)
            {
                Surface surface = Describe(member, name, context, words);
                _types.Add(surface);
                if (name.EndsWith("Attribute", StringComparison.Ordinal))
                    _types.Add(surface with { Name = Fingerprint.Of(name.Substring(0, name.Length - "Attribute".Length)) });
                AddCandidates(member, surface);
            }
        }
    }

    private void AddCandidates(MemberDeclarationSyntax member, Surface surface)
    {
        if (member is not TypeDeclarationSyntax type)
            return;
        if (type.AttributeLists.Count > 0)
        {
            IEnumerable<ulong> attributes = type.AttributeLists.SelectMany(list => list.Attributes).Select(a => Fingerprint.Of(SimpleNameOf(a.Name)));
            _candidates.Add(new Candidate(type, surface, new EquatableArray<ulong>(attributes.ToImmutableArray())));
        }

        // A type within another is refused, so that it is enough to know when the outer one changes.
        foreach (MemberDeclarationSyntax inner in type.Members)
            AddCandidates(inner, surface);
    }

    private Surface Describe(MemberDeclarationSyntax member, string name, Fingerprint context, HashSet<ulong> words)
    {
        var own = new HashSet<ulong>(words);
        Add(member, ref context, own);
        // The parsers look whether the names of what is emitted are free.
        own.Add(Fingerprint.Of("PacketCatalog"));
        own.Add(Fingerprint.Of(HandlerNames.Of(name)));
        return new Surface(Fingerprint.Of(name), context.Value, new EquatableArray<ulong>(own.ToImmutableArray()));
    }

    private void AddUsing(UsingDirectiveSyntax directive, ref Fingerprint text, HashSet<ulong> words)
    {
        Add(directive, ref text, words);
        if (directive.Alias is { } alias)
            _aliases.Add(Fingerprint.Of(alias.Name.Identifier.ValueText));
    }

    /// <summary>Adds what stands in the node, but for the bodies of methods.</summary>
    private void Add(SyntaxNode node, ref Fingerprint text, HashSet<ulong> words)
    {
        int end = node.FullSpan.Start;
        foreach (SyntaxToken token in node.DescendantTokens(static n => n is not (BlockSyntax or ArrowExpressionClauseSyntax)))
        {
            // Without its body a property would read as a field.
            if (token.FullSpan.Start != end)
                text.Add(Body, 0, Body.Length);
            end = token.FullSpan.End;
            text.Add(_text, token.FullSpan.Start, token.FullSpan.End);
            // A field may be named by a string where another would write nameof.
            if (token.IsKind(SyntaxKind.IdentifierToken) || token.IsKind(SyntaxKind.StringLiteralToken))
                words.Add(Fingerprint.Of(token.ValueText));
        }
    }

    private static string? NameOf(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        DelegateDeclarationSyntax type => type.Identifier.ValueText,
        _ => null,
    };

    private static string SimpleNameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
