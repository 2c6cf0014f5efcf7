using System.CommandLine;
using System.Text;

namespace KerberosGen.Inspector;

/// <summary>What people do with each verb: examples for the end of its help.</summary>
internal static class HelpTexts
{
    private const string Statuses = """

        Exit status:
          0  everything is as its table says      4  decryption or verification failed
          1  decoded, with errors                 5  nothing matched
          2  the command line is wrong          130  interrupted
          3  the input cannot be read           143  asked to end


        """;

    private static readonly Dictionary<string, (string Task, string Command)[]> Examples = new(StringComparer.Ordinal)
    {
        [""] =
        [
            ("Look into a capture, or into bytes from anywhere", "inspector decode session.pcap"),
            ("", "xxd cap.bin | inspector decode"),
            ("Read a packet's table", "inspector spec 1029"),
            ("Complete words with the tab key, in this shell", "source <(inspector completions bash)"),
        ],
        ["decode"] =
        [
            ("A capture, a line for each packet", "inspector decode session.pcap --out line"),
            ("What is wrong in it, and nothing else", "inspector decode session.pcap --where errors"),
            ("Only large messages to one room", "inspector decode session.pcap --where 'code == 1029 && length > 64 && to.port == 8001'"),
            ("Two columns for a spreadsheet", "inspector decode session.pcap --out csv --fields time,header.client_id > times.csv"),
            ("The first packet that arrives, live", "tcpdump -i lo -U -w - port 8000 | inspector decode -n 1"),
            ("Hex from a log, from its 17th byte on", "echo 00112233445566778899aabbccddeeff184006 | inspector decode --in hex --offset 0x10"),
            ("Messages in the clear, with the passwords at hand", "inspector decode session.pcap --keys keys.txt --where content.plaintext"),
            ("Only whether all of it is well", "inspector decode session.pcap --out none"),
        ],
        ["spec"] =
        [
            ("A packet's table and figure", "inspector spec ChatMessage --figure"),
            ("Whether the file beside the code still says what the code does", "inspector spec --check packets.spec"),
            ("What a save changes, while you write", "inspector spec --watch --sample session.pcap"),
        ],
        ["session"] =
        [
            ("Who said what to whom", "inspector session session.pcap"),
            ("Why a room answers 1609", "inspector session session.pcap --why"),
        ],
        ["stats"] = [("How many packets, and how fast they are answered", "inspector stats session.pcap")],
        ["diff"] = [("What differs between two captures, field by field", "inspector diff before.pcap after.pcap")],
        ["encode"] = [("Packets back from JSON", "inspector decode cap.bin --out json | inspector encode > same.bin")],
        ["edit"] = [("Another code in a packet, its lengths put right", "inspector edit cap.bin --set header.code=1031 > other.bin")],
        ["which"] = [("What unlabelled bytes could be", "xxd -p unknown.bin | inspector which")],
        ["completions"] =
        [
            ("Now, in this shell", "source <(inspector completions bash)"),
            ("For every bash to come", "inspector completions bash > ~/.local/share/bash-completion/completions/inspector"),
            ("For every zsh to come, in a folder of $fpath", "inspector completions zsh > ~/.zfunc/_inspector"),
            ("For every fish to come", "inspector completions fish > ~/.config/fish/completions/inspector.fish"),
        ],
    };

    /// <summary>The examples of a verb, with a title; of those that decode, the exit statuses too. Empty if it has none.</summary>
    public static string Of(Command command)
    {
        string name = command is RootCommand ? "" : command.Name;
        var text = new StringBuilder();
        if (Examples.TryGetValue(name, out (string Task, string Command)[]? examples))
        {
            text.Append("Examples:\n");
            foreach ((string task, string line) in examples)
                text.Append(task.Length == 0 ? "" : $"  {task}:\n").Append($"    {line}\n");
        }

        return text.Append(name is "decode" or "" ? Statuses : "").ToString();
    }
}
