using System.Text.Json;

namespace KerberosGen.InspectorBenchmarks.Comparison;

/// <summary>
/// The parser that Kaitai Struct makes for JavaScript, each packet to JSON, from memory and warm: neither the start of node nor the
/// capture's frames are counted.
/// </summary>
internal sealed class KaitaiSide(string name, long bytes, params string[] command) : Side(name, bytes)
{
    private string _note = "";

    public override string Note => _note;

    protected override Effort Go()
    {
        JsonElement answer = JsonDocument.Parse(Shell.Run("exec \"$@\"", command)).RootElement;
        _note = $"{answer.GetProperty("packets").GetInt32()} packets";
        return new Effort(answer.GetProperty("seconds").GetDouble(), answer.GetProperty("processorSeconds").GetDouble());
    }
}
