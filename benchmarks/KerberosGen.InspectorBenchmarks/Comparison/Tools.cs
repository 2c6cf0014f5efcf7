using KerberosGen.InspectorBenchmarks.Traffic;

namespace KerberosGen.InspectorBenchmarks.Comparison;

/// <summary>Makes the sides that the inspector is measured beside, by what the inspector exports for them.</summary>
internal sealed class Tools(TemporaryFolder folder, TrafficFile file)
{
    // The slower sides go through as much of the file as this.
    private const double MostSeconds = 15;
    private const long Trial = 4 * 1024 * 1024;

    // The field of the generated dissector whose values count the packets.
    private const string CodeField = "kgpackets.header.code";

    /// <summary>The inspector as the build leaves it.</summary>
    public static string[] Inspector { get; } = ["dotnet", Path.Combine(AppContext.BaseDirectory, "inspector.dll")];

    /// <summary>tshark with the generated dissector: a few columns, and everything as JSON lines.</summary>
    public IReadOnlyList<Side> Wireshark()
    {
        string lua = folder.File("chat.lua");
        Shell.Run("\"$@\"", [.. Inspector, "export", "lua", "--port", "8000", "--output", lua]);
        string[] common = ["-n", "-X", "lua_script:" + lua];
        return
        [
            Tshark("tshark, three columns", [.. common, "-T", "fields", "-e", "frame.number", "-e", "frame.time_epoch", "-e", CodeField]),
            Tshark("tshark, -T ek", [.. common, "-T", "ek"]),
        ];
    }

    /// <summary>The parser of the generated Kaitai spec in node.</summary>
    public Side Kaitai()
    {
        string node = folder.File("node");
        Directory.CreateDirectory(node);
        Shell.Run("npm install --silent --no-audit --no-fund --prefix \"$1\" kaitai-struct-compiler@0.11.0 kaitai-struct@0.11.0 yaml@2.8.1", node);
        foreach (string direction in (string[])["request", "response"])
            Shell.Run("\"$@\"", [.. Inspector, "export", "ksy", "--direction", direction, "--output", Path.Combine(node, direction + ".ksy")]);
        return new KaitaiSide("Kaitai, JavaScript", new FileInfo(file.Packets).Length, "node", Path.Combine(AppContext.BaseDirectory, "kaitai.js"), node, file.Packets);
    }

    private CommandSide Tshark(string name, string[] arguments)
    {
        string trial = folder.File("trial.pcap");
        long bytes = CaptureSlice.Write(file.Pcap, trial, Trial);
        var probe = new CommandSide(name, bytes, ["tshark", "-r", trial, .. arguments]);
        probe.Run(isMeasured: true);
        long size = (long)(probe.Speeds.Single() * 1e6 * MostSeconds);
        if (size >= file.Size)
            return new CommandSide(name, file.Size, ["tshark", "-r", file.Pcap, .. arguments]);
        string slice = folder.File(FormattableString.Invariant($"slice-{size}.pcap"));
        return new CommandSide(name, CaptureSlice.Write(file.Pcap, slice, size), ["tshark", "-r", slice, .. arguments]);
    }

    /// <summary>How many packets tshark finds in the beginning of the file, and how many there are.</summary>
    public (int Found, int There) CountOfTshark()
    {
        string trial = folder.File("trial.pcap");
        string codes = Shell.Run(
            "exec \"$@\"", "tshark", "-n", "-r", trial, "-X", "lua_script:" + folder.File("chat.lua"), "-T", "fields", "-e", CodeField);
        int found = codes.Split(['\n', ','], StringSplitOptions.RemoveEmptyEntries).Length;
        string ours = Shell.Run("\"$@\" | wc -l", [.. Inspector, "decode", trial, "--out", "ndjson"]);
        return (found, int.Parse(ours, System.Globalization.CultureInfo.InvariantCulture));
    }
}
