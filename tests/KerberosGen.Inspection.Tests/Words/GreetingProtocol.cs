namespace KerberosGen.Inspection.Tests.Greetings;

/// <summary>In front of every greeting, whoever sends it.</summary>
[Header(PacketDirection.Request)]
public partial struct GreetingHeader
{
    [Constant(0xbeef)] public ushort Magic;
    [Code] public ushort Code;
    [PayloadSize] public uint PayloadSize;
}

/// <summary>A greeting.</summary>
[Request(7)]
public partial struct Greeting
{
    public uint Number;
}
