using System.Diagnostics;
using System.Globalization;

namespace KerberosGen.EndToEnd.Tests;

/// <summary>A process and all that it has started.</summary>
internal static class ProcessTree
{
    /// <summary>Ends them and waits until all have ended: as long as one lives, it may write files.</summary>
    /// <param name="root">A child of this process.</param>
    public static async Task EndAsync(Process root)
    {
        if (!root.HasExited)
        {
            int[] below = DescendantsOf(root.Id);
            root.Kill(entireProcessTree: true);
            using var patience = new CancellationTokenSource(Apps.Patience);
            foreach (int process in below)
                await EndedAsync(process, patience.Token);
        }

        await root.WaitForExitAsync();
    }

    private static async Task EndedAsync(int id, CancellationToken cancellation)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            await process.WaitForExitAsync(cancellation);
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }

    private static int[] DescendantsOf(int root)
    {
        ILookup<int, int> children = Process.GetProcesses().Select(IdOf).ToLookup(ParentOf);
        List<int> all = [root];
        for (int at = 0; at < all.Count; at++)
            all.AddRange(children[all[at]]);
        return [.. all.Skip(1)];
    }

    private static int IdOf(Process process)
    {
        using (process)
            return process.Id;
    }

    // The fourth field of proc(5)'s stat; the second is in parentheses and may hold anything.
    private static int ParentOf(int process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // It has ended.
        }
    }
}
