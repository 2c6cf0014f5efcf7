namespace KerberosGen.Generator.Tests.BrokenDeclarations;

/// <summary>Mistakes that show among a protocol's headers and messages.</summary>
internal static class BrokenProtocols
{
    private const string Requests = "[Header(PacketDirection.Request)] public partial struct RequestHeader { [Code] public ushort Code; [PayloadSize] public uint PayloadSize; }\n";

    public static IEnumerable<BrokenDeclaration> All =>
    [
        new("KG0019",
            "'Code' of 'Order' has the name of a generated member: rename it",
            Requests + "[Request(7)] public partial struct Order { public byte [|Code|]; }"),
        new("KG0019",
            "'AllowsPayloadSize' of 'Head' has the name of a generated member: rename it",
            "[Header(PacketDirection.Request)] public partial struct Head { [Code] public ushort Code; [PayloadSize] public uint PayloadSize; public byte [|AllowsPayloadSize|]; }"),
        new("KG0020",
            "Header 'Head' needs one ushort field marked [Code]",
            "[Header(PacketDirection.Request)] public partial struct [|Head|] { [Code] public uint Code; [PayloadSize] public uint PayloadSize; } [Request(7)] public partial struct Order;"),
        new("KG0020",
            "Header 'Head' needs one uint field marked [PayloadSize]",
            "[Header(PacketDirection.Request)] public partial struct [|Head|] { [Code] public ushort Code; public uint PayloadSize; }"),
        new("KG0021",
            "'Order' is a Request, but namespace 'Shop' has no struct marked [Header(PacketDirection.Request)]",
            "[Request(7)] public partial struct [|Order|] { public byte X; }"),
        new("KG0022",
            "'Order' and 'Offer' are both Request 7: give one another code, or make both of fixed and different size",
            Requests + "[Request(7)] public partial struct Order { public byte X; } [Request(7)] public partial struct [|Offer|] { public byte Y; }"),
        new("KG0022",
            "'Order' and 'Offer' are both Request 7: give one another code, or make both of fixed and different size",
            Requests + "[Request(7)] public ref partial struct Order { public ReadOnlySpan<byte> X; } [Request(7)] public partial struct [|Offer|] { public byte Y; }"),
        new("KG0027",
            "'RequestHeader' and 'OtherHeader' are both [Header(PacketDirection.Request)] of namespace 'Shop': move one protocol to a namespace of its own",
            Requests + "[Header(PacketDirection.Request)] public partial struct [|OtherHeader|] { [Code] public ushort Code; [PayloadSize] public uint PayloadSize; }"),
        new("KG0028",
            "'RequestHandler' would be generated for 'RequestHeader', but namespace 'Shop' declares a type of that name: rename yours",
            Requests + "public sealed class [|RequestHandler|]<TContext, TResult>;"),
        new("KG0031",
            "'RequestHeader' and 'Request' would both get a 'RequestHandler': rename one of them",
            Requests + "[Header(PacketDirection.Response)] public partial struct [|Request|] { [Code] public ushort Code; [PayloadSize] public uint PayloadSize; }"),
    ];
}
