namespace KerberosGen.Load.Peers;

/// <summary>A server that passes messages on to many, and how to speak to it. None of them encrypts.</summary>
internal abstract record ChatPeer
{
    /// <summary>What is said: 100 bytes, as in the rooms' measurements, and always the same.</summary>
    public static readonly string Words = "sender: " + new string('.', 92);

    /// <summary>What is measured beside the room.</summary>
    public static readonly IReadOnlyList<ChatPeer> All = [new NatsPeer(), new NgircdPeer(), new InspircdPeer()];

    /// <summary>Its row in the table.</summary>
    public abstract string Name { get; }

    /// <summary>Its file.</summary>
    public abstract string Program { get; }

    /// <summary>Its configuration: no limits that the load would reach.</summary>
    /// <param name="port">Where it listens, on 127.0.0.1.</param>
    /// <param name="directory">A directory of its own.</param>
    public abstract string Configuration(int port, string directory);

    /// <summary>Its arguments.</summary>
    /// <param name="configuration">The file of its configuration.</param>
    public abstract string[] Arguments(string configuration);

    /// <summary>What a guest says at first.</summary>
    /// <param name="number">Which guest; the sender is -1.</param>
    public abstract string Greeting(int number);

    /// <summary>What a guest is told when it has been let in.</summary>
    public abstract string Welcome { get; }

    /// <summary>What a subscriber says then.</summary>
    public abstract string Subscription { get; }

    /// <summary>What a subscriber is told at last, when it hears all that is said from then on.</summary>
    public abstract string Subscribed { get; }

    /// <summary>After so long without a word to anyone, it has said all that it says to those who have just come.</summary>
    public virtual TimeSpan Silence => TimeSpan.FromMilliseconds(500);

    /// <summary>One message as its sender sends it.</summary>
    public abstract string Message { get; }
}
