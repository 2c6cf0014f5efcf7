using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Xunit;

namespace KerberosGen.Inspector.Tests.Exports.Wireshark;

/// <summary>Runs Wireshark's tshark with dissectors that were written for it.</summary>
internal static class Tshark
{
    /// <summary>What it says of some protocols in a capture, as PDML.</summary>
    public static string Pdml(string capture, IEnumerable<string> dissectors, string protocols, params string[] options)
    {
        string pdml = Run(dissectors, ["-r", capture, "-T", "pdml", "-J", protocols + " _ws.lua", .. options]);
        Assert.DoesNotContain("_ws.lua.error", pdml, StringComparison.Ordinal);
        Assert.DoesNotContain("Lua Error", pdml, StringComparison.Ordinal);
        return pdml;
    }

    /// <summary>Runs it without any configuration of the person's own; a Lua error anywhere fails the test.</summary>
    public static string Run(IEnumerable<string> dissectors, params string[] options)
    {
        var start = new ProcessStartInfo("tshark")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["WIRESHARK_CONFIG_DIR"] = Path.Combine(Path.GetTempPath(), "no-such-wireshark-configuration");
        start.Environment["TZ"] = "UTC";
        foreach (string argument in (string[])[.. options, .. dissectors.SelectMany(d => (string[])["-X", "lua_script:" + d])])
            start.ArgumentList.Add(argument);
        using Process process = Start(start);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        // It exits with 0 on Lua errors.
        Assert.DoesNotContain("Lua:", error.Result, StringComparison.OrdinalIgnoreCase);
        Assert.True(process.ExitCode == 0, error.Result);
        return output;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Fail("tshark is not installed; these tests need Wireshark 4.0 or later (on Debian: apt-get install tshark).");
            throw;
        }
    }
}
