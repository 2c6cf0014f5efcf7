using System.Net;
using KerberosGen.Packets;

namespace KerberosGen.InspectorBenchmarks.Traffic;

/// <summary>
/// A day of a chat system: clients register, look for rooms, get tickets, come, talk and go. Ciphertexts are random bytes of the
/// sizes that messages have. The same seed writes the same file.
/// </summary>
internal sealed class ChatTraffic
{
    private const int RoomCount = 12;
    private const int SmallRoom = 3;
    private const int LargeRoom = 8;
    private const uint FirstAddress = 0x0a000001;

    // Wireshark gives connections of ports that others have registered to those, such as 9009 to JDWP.
    private const int FirstRoomPort = 61_000;
    private const int FirstClientPort = 62_000;

    private readonly Random _random = new(4);
    private readonly PcapFile _file;
    private readonly PacketRecord _record;
    private readonly Wire _wire;
    private readonly List<Room> _rooms = [];
    private readonly (uint, ushort) _kdc = (FirstAddress, 8000);
    private uint _clients;

    private ChatTraffic(PcapFile file, PacketRecord record)
    {
        _file = file;
        _record = record;
        _wire = new Wire(record);
    }

    /// <summary>Writes a capture of at least so many bytes.</summary>
    public static TrafficFile Write(string pcap, string packets, long size, long packetBytes)
    {
        using var file = new PcapFile(pcap);
        using var record = new PacketRecord(packets, packetBytes);
        var traffic = new ChatTraffic(file, record);
        traffic.OpenRooms();
        while (file.Length < size)
            traffic.Step();
        return new TrafficFile(pcap, packets, file.Length, file.Frames, record.Count, record.Bytes);
    }

    private void OpenRooms()
    {
        for (int i = 0; i < RoomCount; i++)
        {
            (uint, ushort) endpoint = (FirstAddress + 1 + (uint)i, (ushort)(FirstRoomPort + i));
            var connection = new TcpConnection(_file, endpoint, _kdc, _random);
            string name = $"Printer {i}0";
            connection.Send(true, _wire.Request(default, new ServiceRegistration { Name = new PrincipalName(name), Key = new AesKey(Bytes(32)) }).Take());
            var room = new Room(name, endpoint, new PrincipalId(Bytes(16)));
            connection.Send(false, _wire.Response(new RegistrationSuccess { Id = room.Id }).Take());
            connection.Close();
            _rooms.Add(room);
        }
    }

    private void Step()
    {
        _file.Wait(_random.Next(5, 400));
        Room room = _rooms[_random.Next(_rooms.Count)];
        int dice = _random.Next(200);
        if (room.Members.Count < SmallRoom || (dice < 4 && room.Members.Count < LargeRoom))
            Come(room);
        else if (dice < 7)
            Go(room);
        else
            Talk(room, dice < 25 ? 3 : 1);
    }

    private void Come(Room room)
    {
        uint client = ++_clients;
        string name = $"client {client}";
        uint address = FirstAddress + 0x1000 + (client % 4000);
        ushort port = (ushort)(FirstClientPort + (client % 3000));
        var id = new PrincipalId(Bytes(16));
        Ticket ticket = AskForTicket(new TcpConnection(_file, (address, port), _kdc, _random), name, id, room);

        var member = new Member(name, id, new TcpConnection(_file, (address, (ushort)(port + 1)), room.Endpoint, _random));
        Authenticator authenticator = default;
        authenticator.Iv = new Iv(Bytes(16));
        authenticator.ClientId = new Ciphertext32(Bytes(32));
        Ask(member, _wire.Request(id, new SymmetricKeyRequest { Authenticator = authenticator, Ticket = ticket }));
        Answer(member, _wire.Response(default(SymmetricKeyAck)));
        Ask(member, _wire.Request(id, new SubscribeRequest { Since = ulong.MaxValue, Iv = new Iv(Bytes(16)), DisplayName = Bytes(16) }));
        room.Members.Add(member);
        Answer(member, _wire.Response(default(SymmetricKeyAck)));
        Tell(room, id, EventKind.Joined, 16);
        Ask(member, _wire.Request(id, default(MembersRequest)));
        Answer(member, _wire.Response(new MembersResponse { Members = room.Members.Select(m => new MemberEntry { ClientId = m.Id, Name = new PrincipalName(m.Name), JoinedAt = Milliseconds }).ToArray() }));
    }

    private Ticket AskForTicket(TcpConnection kdc, string name, PrincipalId id, Room room)
    {
        kdc.Send(true, _wire.Request(default, new ClientRegistration { Name = new PrincipalName(name), Password = new Password("correct horse") }).Take());
        kdc.Send(false, _wire.Response(new RegistrationSuccess { Id = id }).Take());
        kdc.Send(true, _wire.Request(id, default(ServiceListRequest)).Take());
        kdc.Send(false, _wire.Response(new ServiceListResponse { Services = _rooms.Select(EntryOf).ToArray() }).Take());
        kdc.Confirm(true);
        kdc.Send(true, _wire.Request(id, new TicketRequest { ServiceId = room.Id, Nonce = new Nonce(Bytes(8)) }).Take());
        var ticket = new Ticket
        {
            Version = 24,
            ClientId = id,
            ServiceId = room.Id,
            CreatedAt = Milliseconds / 1000,
            Iv = new Iv(Bytes(16)),
            SessionKey = new Ciphertext48(Bytes(48)),
            ExpiresAt = new Ciphertext32(Bytes(32)),
        };
        var key = new EncryptedKey { Iv = new Iv(Bytes(16)), Nonce = new Ciphertext16(Bytes(16)), SessionKey = new Ciphertext32(Bytes(32)) };
        kdc.Send(false, _wire.Response(new TicketResponse { ClientId = id, EncryptedKey = key, Ticket = ticket }).Take());
        kdc.Close();
        return ticket;
    }

    // Messages of a member who types ahead travel in one segment; so do the events of them.
    private void Talk(Room room, int messages)
    {
        Member member = room.Members[_random.Next(room.Members.Count)];
        int[] sizes = [.. Enumerable.Range(0, messages).Select(_ => 16 * _random.Next(2, 12))];
        foreach (int size in sizes)
            _wire.Request(member.Id, new ChatMessage { Iv = new Iv(Bytes(16)), Content = Bytes(size) });
        Ask(member, _wire);
        foreach (int _ in sizes)
            _wire.Response(default(MessageAck));
        Answer(member, _wire);
        Tell(room, member.Id, EventKind.Message, sizes);
    }

    private void Go(Room room)
    {
        Member member = room.Members[_random.Next(room.Members.Count)];
        room.Members.Remove(member);
        Ask(member, _wire.Request(member.Id, default(LeaveRequest)));
        Answer(member, _wire.Response(default(SymmetricKeyAck)));
        member.Connection.Close();
        Tell(room, member.Id, EventKind.Left, 16);
    }

    private void Tell(Room room, PrincipalId who, EventKind kind, params int[] sizes)
    {
        foreach (Member member in room.Members)
        {
            ulong sequence = room.Sequence;
            foreach (int size in sizes)
            {
                _wire.Response(new RoomEvent
                {
                    Sequence = ++sequence,
                    Time = Milliseconds,
                    Kind = kind,
                    ClientId = who,
                    Iv = new Iv(Bytes(16)),
                    Content = Bytes(size),
                });
            }

            Answer(member, _wire);
            if (_random.Next(2) == 0)
                member.Connection.Confirm(true);
        }

        room.Sequence += (ulong)sizes.Length;
    }

    private long Milliseconds => _file.Now / 1000;

    private void Ask(Member member, Wire wire)
    {
        member.Connection.Send(true, wire.Take());
        _file.Wait(_random.Next(5, 100));
    }

    private void Answer(Member member, Wire wire)
    {
        member.Connection.Send(false, wire.Take());
        _file.Wait(_random.Next(2, 20));
    }

    private static ServiceEntry EntryOf(Room room) => new()
    {
        ServiceId = room.Id,
        Name = new PrincipalName(room.Name),
        Address = IPv4Address.From(new IPAddress(BitConverter.IsLittleEndian ? System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(room.Endpoint.Address) : room.Endpoint.Address)),
        Port = room.Endpoint.Port,
    };

    private byte[] Bytes(int size)
    {
        byte[] bytes = new byte[size];
        _random.NextBytes(bytes);
        return bytes;
    }
}
