using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.Generator.Tests.Running;

/// <summary>A <c>packets.spec</c> as a project hands it to the compiler.</summary>
internal sealed class SpecText(string text) : AdditionalText
{
    public override string Path => "/shop/packets.spec";

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
}
