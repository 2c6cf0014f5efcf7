using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>How emitted code that reads gives up.</summary>
/// <param name="source">The source.</param>
/// <param name="clearsPacket">True where the packet has been touched and must be its default.</param>
internal sealed class Refusal(SourceWriter source, bool clearsPacket)
{
    /// <summary>Gives up with a reason.</summary>
    public void When(string condition, string reason, int leaf, string position) => When(condition, Invalid(reason, leaf, position));

    /// <summary>Gives up with an answer.</summary>
    public void When(string condition, string answer)
    {
        if (!clearsPacket)
        {
            source.Line($"if ({condition})");
            source.Indented(() => source.Line($"return {answer};"));
            return;
        }

        source.Open($"if ({condition})");
        source.Line("packet = default;");
        source.Line($"return {answer};");
        source.Close();
        source.Line();
    }

    /// <summary>The answer that a field is broken.</summary>
    public static string Invalid(string reason, int leaf, string position) =>
        $"{Result}.Invalid({Codec}InvalidReason.{reason}, {Number(leaf)}, {position})";
}
