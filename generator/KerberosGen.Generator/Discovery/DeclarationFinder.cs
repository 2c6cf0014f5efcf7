using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerberosGen.Generator.Discovery;

/// <summary>
/// Finds the declarations by syntax, and has those parsed again whose meaning may have changed. The compiler's own way to
/// find attributes binds every declared type in every compilation, which costs more than all the rest of an edit.
/// </summary>
internal sealed class DeclarationFinder
{
    public DeclarationFinder(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<SourceFile> files = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => node is CompilationUnitSyntax, static (found, _) => (CompilationUnitSyntax)found.Node)
            .Select(static (unit, _) => SourceFileReader.Read(unit));
        IncrementalValueProvider<Surroundings> surroundings = files
            .Select(static (file, _) => file.Surface)
            .Collect()
            .Select(static (all, _) => new Surroundings(all));
        IncrementalValueProvider<Project> project = surroundings
            .Combine(context.CompilationProvider.Combine(context.ParseOptionsProvider).Select(static (both, _) => new Settings(both.Left, both.Right)))
            .Select(static (both, _) => new Project(both.Left, both.Right));

        Outcomes = files.Combine(project).Combine(context.CompilationProvider.Select(static (c, _) => new WeakReference<Compilation>(c)))
            .WithComparer(SameFile.Instance)
            .SelectMany(static (both, _) => RootsOf(both.Left.Left, both.Left.Right, both.Right))
            .Select(static (root, cancellation) => RootParser.Parse(root, cancellation));
        Found = files.Collect().Combine(surroundings)
            .Select(static (both, _) => both.Left.SelectMany(file => CandidatesOf(file, both.Right)).Select(c => c.Node).ToImmutableArray())
            .Combine(Outcomes.Collect())
            .Select(static (both, _) => new Found(both.Left, both.Right));
    }

    /// <summary>What came of every declaration.</summary>
    public IncrementalValuesProvider<Outcome> Outcomes { get; }

    /// <summary>All of them, with where they stand.</summary>
    public IncrementalValueProvider<Found> Found { get; }

    private static IEnumerable<RootDeclaration> RootsOf(SourceFile file, Project project, WeakReference<Compilation> compilation) =>
        CandidatesOf(file, project.Surroundings)
            .Select(c => new RootDeclaration(c.Node, compilation, project.Surroundings.FingerprintOf(c.Surface), project.Settings));

    private static IEnumerable<Candidate> CandidatesOf(SourceFile file, Surroundings surroundings) =>
        file.Candidates.Where(c => surroundings.MayBeDeclared(c.Attributes));

    /// <summary>
    /// Passes over the compilation, which is another one in every run. The pair that is kept is the older one: hence the weak
    /// reference, or each file would keep the compilation of its last edit alive.
    /// </summary>
    private sealed class SameFile : IEqualityComparer<((SourceFile Left, Project Right) Left, WeakReference<Compilation> Right)>
    {
        public static readonly SameFile Instance = new();

        public bool Equals(
            ((SourceFile Left, Project Right) Left, WeakReference<Compilation> Right) x,
            ((SourceFile Left, Project Right) Left, WeakReference<Compilation> Right) y) => x.Left == y.Left;

        public int GetHashCode(((SourceFile Left, Project Right) Left, WeakReference<Compilation> Right) pair) => pair.Left.GetHashCode();
    }
}
