using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Cli;

/// <summary>
/// The options that the seed gives every app, in each of its spellings, with its defaults. Values are checked by the
/// <see cref="Validator"/>.
/// </summary>
public sealed class SeedOptions
{
    /// <summary>Makes the options.</summary>
    /// <param name="offersBoth">True for the KDC, which can serve both protocols at once.</param>
    public SeedOptions(bool offersBoth = false)
    {
        string[] protocols = offersBoth ? ["tcp", "udp", "both"] : ["tcp", "udp"];
        Transport = AcceptOnly(
            new("--protocol", "-pr")
            {
                Description = offersBoth ? "The protocol to serve: both use the same port number." : "The KDC connection protocol.",
                DefaultValueFactory = static _ => "tcp",
                HelpName = string.Join('|', protocols),
            },
            protocols);
        IpAddress.Validators.Add(result => Check(result, text => Validator.TryAddress(text, out _, out string? problem) ? null : problem));
    }

    /// <summary><c>-d</c></summary>
    public Option<bool> DebugMode { get; } = new("--debug-mode", "-d", "--debug_mode")
    {
        Description = "More informative logs. [default: False]",
    };

    /// <summary><c>-pr</c></summary>
    public Option<string> Transport { get; }

    /// <summary><c>-ip</c></summary>
    public Option<string> IpAddress { get; } = new("--ip-address", "-ip", "--ip_address")
    {
        Description = "The KDC IP address.",
        DefaultValueFactory = static _ => "127.0.0.1",
        HelpName = "address",
    };

    /// <summary><c>-p</c>, with what stands for its default in the help.</summary>
    public static Option<ushort?> Port(bool allowZero, string defaultInWords)
    {
        var option = new Option<ushort?>("--port", "-p")
        {
            Description = $"The KDC port number. [default: {defaultInWords}]",
            HelpName = "port",
            CustomParser = result =>
            {
                if (Validator.TryPort(result.Tokens.Single().Value, allowZero, out ushort port, out string? problem))
                    return port;
                result.AddError(problem);
                return null;
            },
        };
        return option;
    }

    /// <summary>An option whose value is one of a few words.</summary>
    public static Option<string> AcceptOnly(Option<string> option, params string[] words)
    {
        string list = string.Join(", ", words);
        option.CompletionSources.Add(words);
        option.Validators.Add(result => Check(result, text => words.Contains(text, StringComparer.Ordinal) ? null : $"'{DisplayText.Escape(text)}' is not one of {list}."));
        return option;
    }

    /// <summary>An option for a whole number within bounds.</summary>
    public static Option<int> Count(string name, string[] aliases, string description, int fallback, int min, int max) => new(name, aliases)
    {
        Description = description,
        DefaultValueFactory = _ => fallback,
        HelpName = "num",
        CustomParser = result =>
        {
            if (Validator.TryCount(result.Tokens.Single().Value, min, max, out int count, out string? problem))
                return count;
            result.AddError(problem);
            return fallback;
        },
    };

    /// <summary>An option for a principal's name, or for the part of it before a suffix that must fit too.</summary>
    public static Option<string> Name(string name, string[] aliases, string description, string? fallback, string longestSuffix = "")
    {
        var option = new Option<string>(name, aliases) { Description = description, HelpName = "name" };
        if (fallback is not null)
            option.DefaultValueFactory = _ => fallback;
        option.Validators.Add(result => Check(
            result,
            text => Validator.TryName(text, out PrincipalName _, out string? problem) && Validator.TryName(text + longestSuffix, out _, out problem) ? null : problem));
        return option;
    }

    /// <summary>An option for a time zone.</summary>
    public static Option<TimeZoneInfo> TimeZone(string name, string description) => new(name)
    {
        Description = description + " [default: this machine's]",
        HelpName = "zone",
        CustomParser = result =>
        {
            if (TimeZoneInfo.TryFindSystemTimeZoneById(result.Tokens.Single().Value, out TimeZoneInfo? zone))
                return zone;
            result.AddError($"'{result.Tokens.Single().Value}' is not a time zone such as Europe/Berlin or UTC.");
            return null;
        },
    };

    /// <summary>The directory that an app keeps its files in.</summary>
    public static Option<DirectoryInfo> Data() => new("--data")
    {
        Description = "The directory for the app's files; made if missing.",
        HelpName = "dir",
        DefaultValueFactory = static _ => new DirectoryInfo("."),
    };

    /// <summary>The KDC's address.</summary>
    public IPAddress AddressOf(ParseResult parsed) => IPAddress.Parse(parsed.GetValue(IpAddress)!);

    private static void Check(OptionResult result, Func<string, string?> problemOf)
    {
        foreach (Token token in result.Tokens)
        {
            if (problemOf(token.Value) is { } problem)
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{result.Option.Name}: {problem}"));
        }
    }
}
