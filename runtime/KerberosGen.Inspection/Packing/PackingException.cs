using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Packing;

/// <summary>Values that make no packet, and why. Its message never holds a value of a secret field.</summary>
/// <param name="id">A stable name, KGI160 to KGI169 of <see cref="FindingIds"/>.</param>
/// <param name="path">Where in the packet's JSON: <c>fields.services[1].port</c>; empty for all of it.</param>
/// <param name="line">The line of the JSON text, from 1; 0 if the value comes from no text.</param>
/// <param name="problem">What is wrong and what is expected.</param>
public sealed class PackingException(string id, string path, int line, string problem) : Exception(Describe(id, path, line, problem))
{
    /// <summary>A stable name, such as <c>KGI162</c>.</summary>
    public string Id { get; } = id;

    /// <summary>Where in the packet's JSON; empty for all of it.</summary>
    public string Path { get; } = path;

    /// <summary>The line of the JSON text, from 1; 0 if the value comes from no text.</summary>
    public int Line { get; } = line;

    /// <summary>What is wrong and what is expected, without the place.</summary>
    public string Problem { get; } = problem;

    private static string Describe(string id, string path, int line, string problem)
    {
        string where = line > 0 ? FormattableString.Invariant($"line {line}: ") : "";
        return $"{id} {where}{(path.Length == 0 ? "" : path + " ")}{problem}";
    }
}
