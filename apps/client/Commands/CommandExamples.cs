namespace KerberosGen.Client;

/// <summary>What the help of each command shows of its use.</summary>
internal static class CommandExamples
{
    /// <summary>Lines, by the command's name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["register"] = """
            client register -un alice                                        the KDC of this machine
            client register -un alice --data alice -ip 192.0.2.1 -p 8000     another one; srv.info keeps where it is
            client register -un alice --password-stdin <password.txt         in a script
            """,
        ["import"] = """
            client import alice.client.json --data alice
            """,
        ["services"] = """
            client services
            client services --json | jq -r '.[].name'
            """,
        ["chat"] = """
            client chat 'Printer 10'                                         a window
            client chat 'Printer 10' --plain                                 lines, for a screen reader
            printf 'hi\n' | client chat 'Printer 10' --since now             say a line and leave
            sleep infinity | client chat 'Printer 10' --json | jq .text      listen, until Ctrl-C
            """,
        ["who"] = """
            client who 'Printer 10'
            client who 'Printer 10' --json | jq length
            """,
        ["ticket"] = """
            client ticket 'Printer 10'                                       for a script that has no password
            """,
        ["tickets"] = """
            client tickets
            client tickets 'Printer 10' --test || echo 'a password is needed'
            """,
        ["forget"] = """
            client forget 'Printer 10'
            client forget                                                    all of them
            """,
        ["completions"] = """
            source <(client completions bash)
            """,
    };
}
