using System.CommandLine;
using System.Globalization;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Layout;
using KerberosGen.Packets;

namespace KerberosGen.Inspector.Commands;

/// <summary>The options that say which keys are at hand, and how what they open is checked, for every verb that decodes.</summary>
internal sealed class KeyOptions
{
    private readonly Option<string[]> _keys = new("--keys")
    {
        Description = "A file with keys, readable by you alone; may be given several times: lines 'Client: KEY', 'Service: KEY', 'Session: KEY' (hex or base64) and 'password: TEXT', or clients.txt, services.json, services_pool.json, services_info.json, msg.info.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _password = new("--password") { Description = $"Ask for a client's password. (Or set {PasswordSource.Variable}.)" };

    private readonly Option<string[]> _passwordFiles = new("--password-file")
    {
        Description = "A file, readable by you alone, with a client's password on each line; may be given several times.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _registrations = new("--keys-in-capture")
    {
        Description = "Use the passwords and service keys that registrations (1024, 1025) carry in the clear.",
    };

    private readonly Option<string?> _zone = new("--time-zone")
    {
        Description = "The KDC's time zone, for times of the original layout; this machine's if it is missing.",
        HelpName = "ZONE",
    };

    private readonly Option<string?> _now = new("--now")
    {
        Description = "The time to hold tickets against, such as 2026-11-23T09:00:00Z; when each packet was captured if it is missing.",
        HelpName = "TIME",
    };

    private readonly Option<bool> _showSecrets = new("--show-secrets") { Description = "Show passwords and keys." };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_keys);
        command.Options.Add(_password);
        command.Options.Add(_passwordFiles);
        command.Options.Add(_registrations);
        command.Options.Add(_zone);
        command.Options.Add(_now);
        command.Options.Add(_showSecrets);
    }

    /// <summary>What to say of keys for a protocol that has no use for any.</summary>
    public static string NothingEncrypted(ProtocolLayout protocol) =>
        $"{protocol.Name} declares nothing that is encrypted: there is nothing for keys to open";

    /// <summary>True to show passwords and keys.</summary>
    public bool ShowsSecrets(ParseResult parsed) => parsed.GetValue(_showSecrets);

    /// <summary>The keys, for the caller to dispose; false with what is wrong if they cannot be had.</summary>
    public bool TryGet(ParseResult parsed, ProtocolLayout protocol, out KeyChain keys, out string error)
    {
        keys = null!;
        if (!TryZone(parsed.GetValue(_zone), out TimeZoneInfo zone, out error) || !TryTime(parsed.GetValue(_now), out DateTimeOffset? now, out error))
            return false;
        bool isChat = protocol == PacketCatalog.Layout;
        keys = new KeyChain { IsChat = isChat, TimeZone = zone, Now = now, UsesRegistrations = isChat && parsed.GetValue(_registrations) };
        if (TryAddFiles(parsed.GetValue(_keys) ?? [], protocol, keys, out error) && (!isChat || TryAddPasswords(parsed, keys, out error)))
            return true;
        keys.Dispose();
        return false;
    }

    private static bool TryAddFiles(string[] paths, ProtocolLayout protocol, KeyChain keys, out string error)
    {
        error = "";
        if (paths.Length > 0 && LineKeys.RolesOf(protocol).Length == 0)
        {
            error = NothingEncrypted(protocol);
            return false;
        }

        foreach (string path in paths)
        {
            if (!KeyFile.TryRead(path, protocol, out KeyFileContent content, out error))
                return false;
            using (content)
            {
                if (content.Problems is [var (line, expected), ..])
                {
                    error = FormattableString.Invariant($"{DisplayText.Escape(path)}, line {line}: expected {expected}");
                    return false;
                }

                keys.Add(content, Path.GetFileName(path));
            }
        }

        return true;
    }

    private bool TryAddPasswords(ParseResult parsed, KeyChain keys, out string error)
    {
        error = "";
        if (Environment.GetEnvironmentVariable(PasswordSource.Variable) is { Length: > 0 } password)
            AddPassword(keys, password, $"password of {PasswordSource.Variable}");
        foreach (string path in parsed.GetValue(_passwordFiles) ?? [])
        {
            if (!PasswordSource.TryRead(path, out IReadOnlyList<(int Line, string Password)> passwords, out error))
                return false;
            foreach ((int line, string each) in passwords)
                AddPassword(keys, each, FormattableString.Invariant($"password of {DisplayText.Escape(Path.GetFileName(path))} line {line}"));
        }

        if (!parsed.GetValue(_password))
            return true;
        if (!PasswordSource.TryAsk(out string typed, out error))
            return false;
        AddPassword(keys, typed, "password that was typed in");
        return true;
    }

    private static void AddPassword(KeyChain keys, string password, string name)
    {
        using KeyMaterial key = LineKeys.KeyOfPassword(password);
        keys.Add(nameof(KeyRole.Client), key.Bytes, name);
    }

    private static bool TryZone(string? id, out TimeZoneInfo zone, out string error)
    {
        error = "";
        zone = TimeZoneInfo.Local;
        if (id is null || TimeZoneInfo.TryFindSystemTimeZoneById(id, out zone!))
            return true;
        error = $"{DisplayText.Escape(id)} is no time zone of this machine; write UTC or a name such as Europe/Prague";
        return false;
    }

    private static bool TryTime(string? text, out DateTimeOffset? time, out string error)
    {
        error = "";
        time = null;
        if (text is null)
            return true;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset parsed))
        {
            time = parsed;
            return true;
        }

        error = $"{DisplayText.Escape(text)} is no time; write 2026-11-23T09:00:00Z";
        return false;
    }
}
