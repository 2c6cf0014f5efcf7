using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Parsing;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Emits the dispatcher over one direction's codes: an abstract class with a method for each packet.</summary>
internal static class HandlerEmitter
{
    public static void Emit(SourceWriter source, CatalogEntry header, List<CatalogEntry> messages)
    {
        string handler = HandlerNames.Of(Plain(header.Type.Name));
        string visibility = header.Type.IsPublic && messages.All(m => m.Type.IsPublic) ? "public" : "internal";
        source.Line();
        source.Lines($"""
            /// <summary>
            /// Takes apart what arrives behind a <see cref="{header.Type.FullName}"/>: override a method for each packet you expect. What you
            /// do not expect, do not know or cannot read has a method of its own, so that no input is an exception.
            /// </summary>
            /// <typeparam name="TContext">What a method needs besides the packet; it may be a ref struct.</typeparam>
            /// <typeparam name="TResult">What a method answers.</typeparam>
            """);
        source.Line(Generated);
        source.Line($"{visibility} abstract class {handler}<TContext, TResult>");
        source.Line("    where TContext : allows ref struct");
        source.Open();
        EmitDispatch(source, header, messages);
        EmitMethods(source, header, messages);
        source.Close();
    }

    private static void EmitDispatch(SourceWriter source, CatalogEntry header, List<CatalogEntry> messages)
    {
        source.Summary("Unpacks the payload that the header announces and calls the method for it.");
        source.Open($"public TResult Dispatch(TContext context, in {header.Type.FullName} header, {ReadOnlySpan} payload)");
        source.Line($"switch (header.{header.CodeField})");
        source.Open();
        foreach (IGrouping<int, CatalogEntry> sameCode in messages.GroupBy(m => m.Code!.Value))
        {
            List<CatalogEntry> forms = sameCode.ToList();
            for (int i = 0; i < forms.Count; i++)
            {
                CatalogEntry form = forms[i];
                string when = i < forms.Count - 1 && form.IsFixed ? $" when payload.Length == {form.Type.FullName}.Size" : "";
                source.Line($"case {Number(sameCode.Key)}{when}:");
                source.Open();
                source.Lines($"""
                    {Result} result = {form.Type.FullName}.Unpack(payload, out {form.Type.FullName} packet).AsWhole(payload.Length);
                    return result.IsDone
                        ? On{Plain(form.Type.Name)}(context, in header, in packet)
                        : OnInvalid(context, in header, {form.Type.FullName}.Layout, result);
                    """);
                source.Close();
                source.Line();
                if (when.Length == 0)
                    break;
            }
        }

        source.Line("default:");
        source.Indented(() => source.Line("return OnUnknown(context, in header, payload);"));
        source.Close();
        source.Close();
        source.Line();
    }

    private static void EmitMethods(SourceWriter source, CatalogEntry header, List<CatalogEntry> messages)
    {
        foreach (CatalogEntry message in messages)
        {
            source.Summary($"A <see cref=\"{message.Type.FullName}\"/> has arrived. By default it is not expected.");
            source.Line($"protected virtual TResult On{Plain(message.Type.Name)}(TContext context, in {header.Type.FullName} header, scoped in {message.Type.FullName} packet) =>");
            source.Line($"    OnUnexpected(context, in header, {message.Type.FullName}.Layout);");
            source.Line();
        }

        source.Lines($"""
            /// <summary>A packet has arrived that is known but that no method expects.</summary>
            protected abstract TResult OnUnexpected(TContext context, in {header.Type.FullName} header, {Layout}PacketLayout packet);

            /// <summary>A payload has arrived whose code is not known.</summary>
            protected abstract TResult OnUnknown(TContext context, in {header.Type.FullName} header, {ReadOnlySpan} payload);

            /// <summary>A payload has arrived that cannot be the packet its code announces.</summary>
            protected abstract TResult OnInvalid(TContext context, in {header.Type.FullName} header, {Layout}PacketLayout packet, {Result} problem);
            """);
    }
}
