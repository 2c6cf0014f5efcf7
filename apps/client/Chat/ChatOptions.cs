using System.CommandLine;
using System.Globalization;
using KerberosGen.Cli;
using KerberosGen.Codec;

namespace KerberosGen.Client;

/// <summary>The options of <c>client chat</c>.</summary>
internal sealed class ChatOptions
{
    private const string All = "all", Now = "now";

    /// <summary>Lines at a terminal too.</summary>
    public Option<bool> Plain { get; } = new("--plain") { Description = "Lines instead of a window, at a terminal too: for screen readers and simple terminals (TERM=dumb)." };

    /// <summary>The last event that is known.</summary>
    public Option<ulong?> Since { get; } = SinceOption();

    /// <summary>How long a room may be away.</summary>
    public Option<TimeSpan?> Reconnect { get; } = ReconnectOption();

    private static Option<ulong?> SinceOption()
    {
        var option = new Option<ulong?>("--since")
        {
            Description = "What to begin with: all that the room holds, only what happens from now on, or what came after the event of a number. [default: all]",
            HelpName = "all|now|number",
            CustomParser = static result =>
            {
                string text = result.Tokens.Single().Value;
                if (text == All)
                    return 0;
                if (text == Now)
                    return ulong.MaxValue;
                if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number))
                    return number;
                result.AddError($"'{DisplayText.Escape(text)}' is not {All}, {Now}, or the number of an event.");
                return 0;
            },
        };
        option.CompletionSources.Add(All, Now);
        return option;
    }

    private static Option<TimeSpan?> ReconnectOption() => new("--reconnect")
    {
        Description = "Lines: how long to try to come back into a room that went away; 0s: not at all. [default: for ever, and 30s once the input has ended]",
        HelpName = "duration",
        CustomParser = static result =>
        {
            string text = result.Tokens.Single().Value;
            if (DurationText.TryParse(text, out TimeSpan duration) && duration >= TimeSpan.Zero)
                return duration;
            result.AddError($"'{DisplayText.Escape(text)}' is not a duration such as 0s, 30s, 5m or 1d.");
            return null;
        },
    };
}
