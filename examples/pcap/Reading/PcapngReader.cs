using System.Text;
using KerberosGen.Codec;

namespace KerberosGen.Examples.Pcap;

/// <summary>Reads pcapng files, block by block, so that sections of either byte order may follow each other.</summary>
internal ref struct PcapngReader
{
    private readonly ReadOnlySpan<byte> _file;
    private readonly Capture _capture;
    private int _at;
    private int _firstInterface;

    private PcapngReader(ReadOnlySpan<byte> file, bool isBigEndian)
    {
        _file = file;
        _capture = new Capture { Format = CaptureFormat.Pcapng, IsBigEndian = isBigEndian };
    }

    private readonly int KnownInterfaces => _capture.Interfaces.Count - _firstInterface;

    public static Capture Read(ReadOnlySpan<byte> file, bool isBigEndian)
    {
        var reader = new PcapngReader(file, isBigEndian);
        reader.ReadBlocks(isBigEndian);
        return reader._capture;
    }

    private void ReadBlocks(bool isBigEndian)
    {
        while (_at < _file.Length && _capture.Trouble is null)
        {
            if (SectionStart.Unpack(_file[_at..], out SectionStart start).IsDone)
            {
                isBigEndian = start.Magic == ByteOrderMagic.BigEndian;
                _firstInterface = _capture.Interfaces.Count;
            }

            UnpackResult result = isBigEndian ? ReadBigEndianBlock() : ReadBlock();
            _at += result.Consumed;
            if (!result.IsDone)
                _capture.Trouble = result.Describe(isBigEndian ? BlockBigEndian.Layout : Block.Layout);
        }
    }

    private readonly UnpackResult ReadBlock()
    {
        UnpackResult result = Block.Unpack(_file[_at..], out Block block);
        if (!result.IsDone)
            return result;
        switch (block.Type)
        {
            case BlockType.InterfaceDescription:
                AddInterface(block.Body.Interface);
                break;
            case BlockType.EnhancedPacket:
                EnhancedPacket packet = block.Body.Packet;
                AddPacket(packet.InterfaceId, packet.Timestamp, packet.OriginalLength, packet.Data);
                break;
            case BlockType.SimplePacket:
                AddSimplePacket(block.Body.Simple.OriginalLength, block.Body.Simple.PaddedData);
                break;
        }

        return result;
    }

    private readonly UnpackResult ReadBigEndianBlock()
    {
        UnpackResult result = BlockBigEndian.Unpack(_file[_at..], out BlockBigEndian block);
        if (!result.IsDone)
            return result;
        switch (block.Type)
        {
            case BlockType.InterfaceDescription:
                AddInterface(block.Body.Interface);
                break;
            case BlockType.EnhancedPacket:
                EnhancedPacketBigEndian packet = block.Body.Packet;
                AddPacket(packet.InterfaceId, packet.Timestamp, packet.OriginalLength, packet.Data);
                break;
            case BlockType.SimplePacket:
                AddSimplePacket(block.Body.Simple.OriginalLength, block.Body.Simple.PaddedData);
                break;
        }

        return result;
    }

    private readonly void AddInterface(InterfaceDescription declared)
    {
        var captured = new CaptureInterface(KnownInterfaces, declared.LinkType, declared.SnapLength, TimeResolution.Microseconds, 0, null);
        foreach (InterfaceOption option in declared.Options)
        {
            captured = option.Code switch
            {
                InterfaceOptionCode.Name => captured with { Name = Encoding.UTF8.GetString(option.Value.Text) },
                InterfaceOptionCode.TimeResolution => captured with { Resolution = option.Value.Resolution },
                InterfaceOptionCode.TimeOffset => captured with { OffsetSeconds = option.Value.TimeOffset },
                _ => captured,
            };
        }

        _capture.Interfaces.Add(captured);
    }

    private readonly void AddInterface(InterfaceDescriptionBigEndian declared)
    {
        var captured = new CaptureInterface(KnownInterfaces, declared.LinkType, declared.SnapLength, TimeResolution.Microseconds, 0, null);
        foreach (OptionBigEndian option in declared.Options)
        {
            captured = (InterfaceOptionCode)option.Code switch
            {
                InterfaceOptionCode.Name => captured with { Name = Encoding.UTF8.GetString(option.Value) },
                InterfaceOptionCode.TimeResolution when TimeResolution.Unpack(option.Value, out TimeResolution resolution).IsDone =>
                    captured with { Resolution = resolution },
                InterfaceOptionCode.TimeOffset when option.Value.Length == sizeof(long) =>
                    captured with { OffsetSeconds = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(option.Value) },
                _ => captured,
            };
        }

        _capture.Interfaces.Add(captured);
    }

    private readonly void AddPacket(uint interfaceId, ulong timestamp, uint originalLength, ReadOnlySpan<byte> data)
    {
        if (FindInterface(interfaceId) is { } at)
            _capture.Packets.Add(new CapturedPacket(at, _capture.Interfaces[at].NanosecondsOf(timestamp), originalLength, PlaceOf(data)));
    }

    private readonly void AddSimplePacket(uint originalLength, ReadOnlySpan<byte> paddedData)
    {
        if (FindInterface(0) is not { } at)
            return;
        uint limit = _capture.Interfaces[at].SnapLength;
        uint kept = limit == 0 ? originalLength : Math.Min(originalLength, limit);
        if (kept > paddedData.Length)
            _capture.Trouble = $"SimplePacket: {kept} bytes were kept, {paddedData.Length} stand there";
        else
            _capture.Packets.Add(new CapturedPacket(at, null, originalLength, PlaceOf(paddedData[..(int)kept])));
    }

    private readonly int? FindInterface(uint id)
    {
        if (id < KnownInterfaces)
            return _firstInterface + (int)id;
        _capture.Trouble = $"A packet is of interface {id}, and the section has {KnownInterfaces}";
        return null;
    }

    private readonly Range PlaceOf(ReadOnlySpan<byte> data)
    {
        _file.Overlaps(data, out int start);
        return start..(start + data.Length);
    }
}
