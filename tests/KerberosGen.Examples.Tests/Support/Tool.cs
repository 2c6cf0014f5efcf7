using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace KerberosGen.Examples.Tests;

/// <summary>Someone else's program.</summary>
internal static class Tool
{
    /// <summary>Far longer than anything takes, so that only a hang reaches it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The Debian package that brings each program, for whoever lacks it.</summary>
    private static readonly Dictionary<string, string> Packages = new()
    {
        ["dig"] = "bind9-dnsutils",
        ["dnsmasq"] = "dnsmasq-base",
        ["tshark"] = "tshark",
        ["capinfos"] = "wireshark-common",
        ["editcap"] = "wireshark-common",
        ["mergecap"] = "wireshark-common",
        ["text2pcap"] = "wireshark-common",
        ["curl"] = "curl",
        ["nc"] = "netcat-openbsd",
        ["chronyd"] = "chrony",
        ["/usr/bin/python3"] = "python3-scapy",
    };

    /// <summary>Runs a program that must succeed.</summary>
    /// <returns>Its standard output.</returns>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        ToolResult result = await TryAsync(program, "", arguments);
        Assert.True(result.Status == 0, $"{program} {string.Join(' ', arguments)} ended with {result.Status}.\n{result.Output}{result.Errors}");
        return result.Output;
    }

    /// <summary>Runs a program to its end, whatever that is.</summary>
    public static async Task<ToolResult> TryAsync(string program, string input, params string[] arguments)
    {
        using Process process = Start(program, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end.");
        }

        return new ToolResult(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts a program.</summary>
    public static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(PathOf(program), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["TZ"] = "UTC";
        start.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            string package = Packages.TryGetValue(program, out string? known) ? $" (on Debian: apt-get install {known})" : "";
            throw new InvalidOperationException($"'{program}' is needed{package}: {e.Message}", e);
        }
    }

    // Debian keeps servers where only root looks for them.
    private static string PathOf(string program)
    {
        string inSystem = Path.Combine("/usr/sbin", program);
        return program is "dnsmasq" or "chronyd" && File.Exists(inSystem) ? inSystem : program;
    }
}
