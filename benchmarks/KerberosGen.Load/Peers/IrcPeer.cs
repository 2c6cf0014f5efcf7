using System.Globalization;

namespace KerberosGen.Load.Peers;

/// <summary>An IRC server: a channel. The sender is in it too, which does not hear itself.</summary>
internal abstract record IrcPeer : ChatPeer
{
    public const string ServerName = "load.example";

    // End of the message of the day, or there is none.
    public override string Welcome => $":{ServerName} 376 |:{ServerName} 422 ";

    public override string Subscription => "JOIN #load\r\n";

    // End of the list of names.
    public override string Subscribed => $":{ServerName} 366 ";

    public override string Message => $"PRIVMSG #load :{Words}\r\n";

    public override string Greeting(int number) => string.Create(CultureInfo.InvariantCulture, $"NICK {(number < 0 ? "sender" : $"g{number}")}\r\nUSER load 0 * :load\r\n");
}
