using System.CommandLine;
using System.Net;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc;

/// <summary>The arguments and options of <c>kdc principals</c> and <c>kdc services</c>; each command has those that it needs.</summary>
internal sealed class AdministrationOptions
{
    public AdministrationOptions()
    {
        Name.Validators.Add(static result =>
        {
            if (!Validator.TryName(result.Tokens.Single().Value, out _, out string? problem))
                result.AddError(problem);
        });
    }

    public Argument<string> Name { get; } = new("name") { Description = "The name; 'list' shows those there are." };

    public Argument<IPEndPoint> NewAddress { get; } = new("address")
    {
        Description = "The IPv4 address and port that clients are told, such as 192.0.2.7:50552.",
        HelpName = "ip:port",
        CustomParser = ParseAddress,
    };

    public Option<IPEndPoint> Address { get; } = new("--address")
    {
        Description = "Where it listens: the IPv4 address and port that clients are told.",
        HelpName = "ip:port",
        Required = true,
        CustomParser = ParseAddress,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "JSON on standard output." };

    public Option<bool> Check { get; } = new("--check")
    {
        Description = "Try to reach each: reachable, refused or no answer. Exits with 1 if one that clients are told of is not reachable.",
    };

    public Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Do not ask." };

    public Option<FileInfo> Output { get; } = new("--output", "-o")
    {
        Description = "The file to make for the other side, with mode 0600. [default: made from the name, in the working directory]",
        HelpName = "file",
    };

    public Option<bool> Force { get; } = new("--force") { Description = "Replace the file if it is there." };

    public Option<IPEndPoint[]> Kdc { get; } = new("--kdc")
    {
        Description = "Where the other side reaches the KDC; may be repeated for several that share a database. [default: where the running KDC listens]",
        HelpName = "ip:port",
        AllowMultipleArgumentsPerToken = false,
        CustomParser = static result =>
        {
            var endPoints = new List<IPEndPoint>();
            foreach (var token in result.Tokens)
            {
                if (Validator.TryEndPoint(token.Value, out IPEndPoint? endPoint, out string? problem))
                    endPoints.Add(endPoint);
                else
                    result.AddError($"--kdc: {problem}");
            }

            return [.. endPoints];
        },
    };

    public Option<bool> PasswordStdin { get; } = new("--password-stdin")
    {
        Description = "Read the password from the first line of standard input. (Or set KERBEROSGEN_PASSWORD.)",
    };

    public Option<bool> RandomPassword { get; } = new("--random-password")
    {
        Description = "Make a password up; it is shown nowhere, and stands in the file for 'client import' alone.",
    };

    private static IPEndPoint? ParseAddress(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (!Validator.TryEndPoint(result.Tokens.Single().Value, out IPEndPoint? endPoint, out string? problem)
            || !KdcAdministrator.TryReachable(endPoint, out endPoint, out problem))
        {
            result.AddError(problem);
            return null;
        }

        return endPoint;
    }
}
