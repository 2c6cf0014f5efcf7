using System.CommandLine;
using System.Globalization;
using KerberosGen.Load.Measuring;
using KerberosGen.Load.Populations;

namespace KerberosGen.Load.Commands;

/// <summary>The options of the verbs that load servers.</summary>
internal sealed class LoadOptions
{
    private const int MaxConnections = 4_096;
    private const int MaxInFlight = 1_024;
    private const int MaxClients = 10_000_000;
    private const double MaxSeconds = 600;
    private const int MaxRounds = 101;

    private readonly Option<string[]> _stores = new("--store")
    {
        Description = "The stores to measure.",
        HelpName = string.Join('|', PreparedStore.Kinds) + ",...",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = static _ => [.. PreparedStore.Kinds],
        CustomParser = static result =>
        {
            string[] words = [.. result.Tokens.SelectMany(static token => token.Value.Split(','))];
            if (Array.Find(words, static word => !PreparedStore.Kinds.Contains(word)) is { } other)
                result.AddError($"--store: '{other}' is not one of {string.Join(", ", PreparedStore.Kinds)}.");
            return words;
        },
    };

    private readonly Option<int[]> _clients = Numbers("--clients", "Clients in the stores.", 0, MaxClients, [1_000]);
    private readonly Option<int[]> _connections = Numbers("--connections", "Connections at once.", 1, MaxConnections, [1, 64]);
    private readonly Option<int[]> _inFlight = Numbers("--in-flight", "Requests on the way on each connection; more than one is pipelined.", 1, MaxInFlight, [1]);

    private readonly Option<bool> _isDatagrams = new("--udp") { Description = "Ask over UDP, one request on the way on each socket." };

    private readonly Option<double> _seconds = new("--seconds") { Description = "How long a turn is.", HelpName = "num" };

    private readonly Option<int> _rounds = new("--rounds")
    {
        Description = "How often every side has its turn.",
        HelpName = "num",
    };

    private readonly Option<bool> _isJson = new("--json") { Description = "JSON instead of a table." };

    private readonly Option<DirectoryInfo?> _plots = new("--plots") { Description = "Draw the figures into this directory, as SVG.", HelpName = "dir" };

    /// <summary>Makes the options of one verb.</summary>
    /// <param name="seconds">How long a turn is if nothing is said.</param>
    /// <param name="rounds">How many rounds there are then.</param>
    public LoadOptions(double seconds = 1, int rounds = 5)
    {
        _rounds.DefaultValueFactory = _ => rounds;
        _seconds.DefaultValueFactory = _ => seconds;
        _seconds.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= MaxSeconds))
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--seconds: a turn is more than 0 and at most {MaxSeconds} seconds."));
        });
        _rounds.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MaxRounds)
                result.AddError($"--rounds: from 1 to {MaxRounds}.");
        });
    }

    /// <summary>What every verb takes.</summary>
    public IEnumerable<Option> Common => [_stores, _clients, _rounds, _isJson, _plots];

    /// <summary>What loads take besides.</summary>
    public IEnumerable<Option> Loads => [.. Common, _connections, _inFlight, _isDatagrams, _seconds];

    /// <summary>What the check takes: the rest is the check's own.</summary>
    public IEnumerable<Option> Checks => [_stores, _rounds, _seconds, _isJson, _plots];

    /// <summary>What the rooms' verb takes.</summary>
    public IEnumerable<Option> Rooms => [_rounds, _seconds, _isJson, _plots];

    /// <summary>What the peers' verb takes.</summary>
    public IEnumerable<Option> Peers => [_rounds, _seconds];

    /// <summary>What the starts' verb takes.</summary>
    public IEnumerable<Option> Starts => [_rounds, _isJson];

    public string[] StoresOf(ParseResult parsed) => parsed.GetValue(_stores)!;

    public int[] ClientsOf(ParseResult parsed) => parsed.GetValue(_clients)!;

    /// <summary>Every number of connections with every depth; over UDP, with one.</summary>
    public Shape[] ShapesOf(ParseResult parsed) => parsed.GetValue(_isDatagrams)
        ? [.. parsed.GetValue(_connections)!.Select(static connections => new Shape(connections, 1, IsDatagrams: true))]
        : [.. parsed.GetValue(_connections)!.SelectMany(connections => parsed.GetValue(_inFlight)!.Select(inFlight => new Shape(connections, inFlight, IsDatagrams: false)))];

    public Pace PaceOf(ParseResult parsed) =>
        new(parsed.GetValue(_rounds), TimeSpan.FromSeconds(parsed.GetValue(_seconds)), TimeSpan.FromSeconds(Math.Max(2, parsed.GetValue(_seconds))));

    public int RoundsOf(ParseResult parsed) => parsed.GetValue(_rounds);

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_isJson);

    public DirectoryInfo? PlotsOf(ParseResult parsed) => parsed.GetValue(_plots);

    /// <summary>An option for whole numbers within bounds: <c>1,64</c> or <c>1 64</c>.</summary>
    public static Option<int[]> Numbers(string name, string description, int least, int most, int[] fallback) => new(name)
    {
        Description = description,
        HelpName = "num,...",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            string[] words = [.. result.Tokens.SelectMany(static token => token.Value.Split(','))];
            int[] numbers = new int[words.Length];
            for (int i = 0; i < words.Length; i++)
            {
                if (int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]) && numbers[i] >= least && numbers[i] <= most)
                    continue;
                result.AddError($"{name}: a whole number from {least} to {most}, not '{words[i]}'.");
                return fallback;
            }

            return numbers;
        },
    };
}
