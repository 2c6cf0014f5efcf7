using System.Buffers;
using Google.Protobuf;
using KerberosGen.Benchmarks.Cases;
using MemoryPack;
using MessagePack;

namespace KerberosGen.Benchmarks.Serializers;

/// <summary>The same value by each serializer. Each writes into memory that is kept, the cheapest way that its interface offers.</summary>
internal static class SerializerSides
{
    public const string Generated = "generated";

    private const string Binary = "BinaryWriter/Reader";

    // More than any value takes.
    private const int Room = 64 * 1024;

    /// <summary>The generated code of a packet.</summary>
    public static SerializerSide OfGenerated(CodecCase packet) => new(Generated, packet.Bytes, packet.PacketsPerCall, packet.PackGenerated, packet.UnpackGenerated);

    /// <summary><see cref="BinaryWriter"/> and <see cref="BinaryReader"/> over one stream.</summary>
    public static SerializerSide OfBinaryWriter<T>(T value)
        where T : ISerialized<T>
    {
        var stream = new MemoryStream(new byte[Room]);
        var writer = new BinaryWriter(stream);
        var reader = new BinaryReader(stream);
        value.Write(writer);
        int size = (int)stream.Position;
        byte[] written = stream.ToArray()[..size];
        stream.Position = 0;
        T read = T.Read(reader);
        stream.Position = 0;
        read.Write(writer);
        SerializerSide.Require(Binary, written, stream.ToArray().AsSpan(0, size));
        return new SerializerSide(
            Binary,
            size,
            1,
            calls =>
            {
                for (int i = 0; i < calls; i++)
                {
                    stream.Position = 0;
                    value.Write(writer);
                }

                return (int)stream.Position;
            },
            calls =>
            {
                T? last = default;
                for (int i = 0; i < calls; i++)
                {
                    stream.Position = 0;
                    last = T.Read(reader);
                }

                return last!.GetHashCode();
            });
    }

    /// <summary>MemoryPack into a kept buffer.</summary>
    public static SerializerSide OfMemoryPack<T>(T value)
        where T : class
    {
        var output = new ArrayBufferWriter<byte>(Room);
        MemoryPackSerializer.Serialize(output, value);
        byte[] written = output.WrittenSpan.ToArray();
        SerializerSide.Require(nameof(MemoryPack), written, MemoryPackSerializer.Serialize(MemoryPackSerializer.Deserialize<T>(written)));
        return new SerializerSide(
            nameof(MemoryPack),
            written.Length,
            1,
            calls =>
            {
                for (int i = 0; i < calls; i++)
                {
                    output.ResetWrittenCount();
                    MemoryPackSerializer.Serialize(output, value);
                }

                return output.WrittenCount;
            },
            calls =>
            {
                T? last = null;
                for (int i = 0; i < calls; i++)
                    last = MemoryPackSerializer.Deserialize<T>(written);
                return last!.GetHashCode();
            });
    }

    /// <summary>MessagePack into a kept buffer.</summary>
    public static SerializerSide OfMessagePack<T>(T value)
        where T : class
    {
        var output = new ArrayBufferWriter<byte>(Room);
        MessagePackSerializer.Serialize(output, value);
        byte[] written = output.WrittenSpan.ToArray();
        SerializerSide.Require(nameof(MessagePack), written, MessagePackSerializer.Serialize(MessagePackSerializer.Deserialize<T>(written)));
        return new SerializerSide(
            nameof(MessagePack),
            written.Length,
            1,
            calls =>
            {
                for (int i = 0; i < calls; i++)
                {
                    output.ResetWrittenCount();
                    MessagePackSerializer.Serialize(output, value);
                }

                return output.WrittenCount;
            },
            calls =>
            {
                T? last = null;
                for (int i = 0; i < calls; i++)
                    last = MessagePackSerializer.Deserialize<T>(written);
                return last!.GetHashCode();
            });
    }

    /// <summary>Google.Protobuf into a kept buffer.</summary>
    public static SerializerSide OfProtobuf<T>(T value, MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        byte[] written = value.ToByteArray();
        SerializerSide.Require(nameof(Protobuf), written, parser.ParseFrom(written).ToByteArray());
        byte[] output = new byte[written.Length];
        return new SerializerSide(
            nameof(Protobuf),
            written.Length,
            1,
            calls =>
            {
                for (int i = 0; i < calls; i++)
                    value.WriteTo(output.AsSpan(0, value.CalculateSize()));
                return output[0];
            },
            calls =>
            {
                T? last = null;
                for (int i = 0; i < calls; i++)
                    last = parser.ParseFrom(written);
                return last!.GetHashCode();
            });
    }
}
