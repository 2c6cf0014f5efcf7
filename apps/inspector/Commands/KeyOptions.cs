using System.CommandLine;
using KerberosGen.Layout;

namespace KerberosGen.Inspector.Commands;

/// <summary>The options that say which keys are at hand, for every verb that decodes.</summary>
internal sealed class KeyOptions
{
    private readonly Option<string?> _keys = new("--keys")
    {
        Description = "A file, readable by you alone, with keys: lines 'Client: KEY', 'Service: KEY', 'Session: KEY' (hex or base64) and 'password: TEXT'.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _showSecrets = new("--show-secrets") { Description = "Show passwords and keys." };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_keys);
        command.Options.Add(_showSecrets);
    }

    /// <summary>True to show passwords and keys.</summary>
    public bool ShowsSecrets(ParseResult parsed) => parsed.GetValue(_showSecrets);

    /// <summary>The keys, for the caller to dispose; false with what is wrong if they cannot be had.</summary>
    public bool TryGet(ParseResult parsed, ProtocolLayout protocol, out KeyChain keys, out string error)
    {
        keys = new KeyChain();
        error = "";
        return parsed.GetValue(_keys) is not { } path || KeysFile.TryRead(path, protocol, keys, out error);
    }
}
