using System.Diagnostics;

namespace KerberosGen.EndToEnd.Tests;

/// <summary>A bash that has loaded the script of an app's <c>completions bash</c>, in a directory.</summary>
/// <param name="app">The app's name.</param>
internal sealed class Bash(string app)
{
    /// <summary>The words that the function which was registered offers: sets what bash sets, and runs it. Sorted, with commas.</summary>
    public async Task<string> OfferAsync(string directory, string line) => Assert.Single(await OfferAllAsync(directory, line));

    /// <summary>The same for one line after the other.</summary>
    public async Task<string[]> OfferAllAsync(string directory, params string[] lines) => (await RunAsync(Start("bash", directory, ["-c", $$"""
        source <({{app}} completions bash)
        function=$(complete -p {{app}} | sed 's/.*-F \([^ ]*\) .*/\1/')
        for COMP_LINE; do
            COMP_POINT=${#COMP_LINE}
            read -ra COMP_WORDS <<< "${COMP_LINE//=/ = }"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            $function
            printf '%s\n' "${COMPREPLY[@]}" | LC_ALL=C sort | paste -sd,
        done
        """, "bash", .. lines]))).Split('\n')[..^1];

    /// <summary>
    /// Types a line that ends where the tab key is pressed, at a terminal, which script(1) makes, and has bash run printf with its
    /// words instead. What the terminal shows then: each word in angle brackets, the first on a line.
    /// </summary>
    public async Task<string> TypeAsync(string directory, string line)
    {
        const string Ready = "I am ready", Done = "I am done";
        ProcessStartInfo start = Start("script", directory, "-qec", "bash --norc --noprofile -i", "/dev/null");
        start.RedirectStandardInput = true;
        start.Environment["TERM"] = "dumb";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["PS1"] = "$ ";
        // The words that show that it is time are not to be found where they are typed.
        string[] inputs = [$"source <({app} completions bash); bind 'set enable-bracketed-paste off'; stty -echo; echo \"I am\" ready\r", $"{line}\t\u0001printf '<%s>' \u0005; echo \"I am\" done; exit\r"];
        using Process terminal = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Apps.Patience);
        await terminal.StandardInput.WriteAsync(inputs[0]);
        await terminal.StandardInput.FlushAsync(patience.Token);
        var said = new System.Text.StringBuilder();
        char[] buffer = new char[4096];
        bool isTyped = false;
        while (await terminal.StandardOutput.ReadAsync(buffer, patience.Token) is > 0 and var length)
        {
            said.Append(buffer, 0, length);
            if (!isTyped && said.ToString().Contains(Ready, StringComparison.Ordinal))
            {
                isTyped = true;
                await terminal.StandardInput.WriteAsync(inputs[1]);
                await terminal.StandardInput.FlushAsync(patience.Token);
            }
        }

        await terminal.WaitForExitAsync(patience.Token);
        string text = said.ToString();
        Assert.Contains(Done, text, StringComparison.Ordinal);
        int end = text.LastIndexOf(Done, StringComparison.Ordinal), begin = text.LastIndexOf($"<{app}>", end, StringComparison.Ordinal);
        return begin < 0 ? text : text[begin..end];
    }

    /// <summary>Runs a program to its end, which must be good and without complaint; what it says.</summary>
    private static async Task<string> RunAsync(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Apps.Patience);
        Task<string> errors = process.StandardError.ReadToEndAsync(patience.Token);
        string output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        Assert.Equal("", await errors);
        await process.WaitForExitAsync(patience.Token);
        return output;
    }

    private ProcessStartInfo Start(string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(Apps.PathOf(app))}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment.Remove("KERBEROSGEN_DATA");
        start.Environment.Remove("KERBEROSGEN_CLIENT_DATA");
        return start;
    }
}
