using System.Buffers;
using System.Text.Json;
using KerberosGen.Codec;
using KerberosGen.Framing;
using KerberosGen.Packets.Tests.Dispatching;

namespace KerberosGen.Packets.Tests.Vectors;

/// <summary>A recorded session of the original program: two rooms and three clients.</summary>
public sealed class SessionTests
{
    private static readonly JsonElement Session =
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(VectorFile.PathOf("session.json")));

    public static TheoryData<int> Frames => new(Messages.Select(message => message.GetProperty("frame").GetInt32()));

    private static IEnumerable<JsonElement> Messages => Session.GetProperty("messages").EnumerateArray();

    [Theory, MemberData(nameof(Frames))]
    public void Each_segment_decodes_and_encodes_again_to_the_same_bytes(int frame)
    {
        JsonElement message = Messages.Single(m => m.GetProperty("frame").GetInt32() == frame);
        byte[] segment = Bytes(message);
        Assert.Equal(message.GetProperty("length").GetInt32(), segment.Length);
        bool isRequest = message.GetProperty("dir").GetString() == "request";
        var seen = new List<string>();
        byte[] again = isRequest
            ? Again<RequestHeader>(segment, (header, payload) => new RequestReencoder().Dispatch(seen, in header, payload))
            : Again<ResponseHeader>(segment, (header, payload) => new ResponseReencoder().Dispatch(seen, in header, payload));
        Assert.Equal(segment, again);
        Assert.Equal(isRequest ? 1 : message.GetProperty("packets").GetArrayLength(), seen.Count);
        Assert.DoesNotContain("unknown", seen);
    }

    [Fact]
    public void Every_packet_opens_to_what_the_session_says()
    {
        var reader = new SessionReader(new SessionSecrets(Session));
        foreach (JsonElement message in Messages)
            reader.Check(message, Bytes(message));
        Assert.Equal(Session.GetProperty("checks").GetProperty("segments").GetInt32(), reader.Segments);
        Assert.Equal(12, reader.ChatMessages);
    }

    private static byte[] Bytes(JsonElement message) => Convert.FromHexString(message.GetProperty("hex").GetString()!);

    private static byte[] Again<THeader>(byte[] segment, Func<THeader, byte[], byte[]> encode)
        where THeader : struct, IPacketHeader<THeader>
    {
        var again = new List<byte>();
        var stream = new ReadOnlySequence<byte>(segment);
        while (Frame.TryRead(ref stream, 65_536, out THeader header, out ReadOnlySequence<byte> payload) == FrameStatus.Done)
            again.AddRange(encode(header, payload.ToArray()));
        Assert.True(stream.IsEmpty);
        return [.. again];
    }
}
