using System.Diagnostics;
using KerberosGen.Load.Servers;

namespace KerberosGen.Load.Populations;

/// <summary>A store with a population in it, for a KDC to serve from. Making one is not measured.</summary>
internal sealed record PreparedStore
{
    /// <summary>The words for the stores that can be measured.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["files", "sqlite", "postgres"];

    /// <summary>Which one.</summary>
    public required string Kind { get; init; }

    /// <summary>The KDC's directory.</summary>
    public required string Directory { get; init; }

    /// <summary>The KDC's options for it.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>Clients in it.</summary>
    public required int Clients { get; init; }

    /// <summary>Makes one.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="population">Who is in it.</param>
    /// <param name="directory">An empty directory.</param>
    /// <param name="store">The KDC's own word for it, with the database of a PostgreSQL.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<PreparedStore> CreateAsync(string kind, Population population, string directory, string store, CancellationToken cancellation)
    {
        string[] options = ["--store", store];
        if (kind == "files")
        {
            SeedFilesOfPopulation.Write(population, directory);
        }
        else
        {
            string seed = System.IO.Directory.CreateDirectory(Path.Combine(directory, "seed")).FullName;
            SeedFilesOfPopulation.Write(population, seed);
            await ImportAsync(seed, directory, options, cancellation);
            System.IO.Directory.Delete(seed, recursive: true);
        }

        return new PreparedStore { Kind = kind, Directory = directory, Options = options, Clients = population.Clients };
    }

    private static async Task ImportAsync(string seed, string directory, string[] options, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Programs.Kdc, ["import", seed, "--data", directory, .. options]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process import = Process.Start(start)!;
        try
        {
            Task<string> output = import.StandardOutput.ReadToEndAsync(cancellation), error = import.StandardError.ReadToEndAsync(cancellation);
            await import.WaitForExitAsync(cancellation);
            if (import.ExitCode != 0)
                throw new InvalidOperationException($"kdc import failed: {await error}{await output}");
        }
        catch (OperationCanceledException)
        {
            import.Kill();
            await import.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }
}
