using FsCheck;
using FsCheck.Fluent;

namespace KerberosGen.Packets.Tests.Table;

/// <summary>Random packets: of fixed size as themselves, of variable size as owned models.</summary>
public static class PacketGenerators
{
    public static Gen<RequestHeader> RequestHeader { get; } =
        from id in Generators.Id
        from version in Generators.Byte
        from code in Generators.UInt16
        from size in Generators.UInt32
        select new RequestHeader { ClientId = id, Version = version, Code = code, PayloadSize = size };

    public static Gen<ResponseHeader> ResponseHeader { get; } =
        from version in Generators.Byte
        from code in Generators.UInt16
        from size in Generators.UInt32
        select new ResponseHeader { Version = version, Code = code, PayloadSize = size };

    public static Gen<ClientRegistration> ClientRegistration { get; } =
        from name in Generators.Name
        from password in Generators.Password
        select new ClientRegistration { Name = name, Password = password };

    public static Gen<ServiceRegistration> ServiceRegistration { get; } =
        from name in Generators.Name
        from key in Generators.Fixed<AesKey>()
        select new ServiceRegistration { Name = name, Key = key };

    public static Gen<TicketRequest> TicketRequest { get; } =
        from id in Generators.Id
        from nonce in Generators.Fixed<Nonce>()
        select new TicketRequest { ServiceId = id, Nonce = nonce };

    public static Gen<RegistrationSuccess> RegistrationSuccess { get; } =
        Generators.Id.Select(id => new RegistrationSuccess { Id = id });

    public static Gen<Authenticator> Authenticator { get; } =
        from iv in Generators.Iv
        from version in Generators.Fixed<Ciphertext16>()
        from client in Generators.Fixed<Ciphertext32>()
        from service in Generators.Fixed<Ciphertext32>()
        from created in Generators.Fixed<Ciphertext32>()
        select new Authenticator { Iv = iv, Version = version, ClientId = client, ServiceId = service, CreatedAt = created };

    public static Gen<EncryptedKey> EncryptedKey { get; } =
        from iv in Generators.Iv
        from nonce in Generators.Fixed<Ciphertext16>()
        from key in Generators.Fixed<Ciphertext32>()
        select new EncryptedKey { Iv = iv, Nonce = nonce, SessionKey = key };

    public static Gen<OriginalEncryptedKey> OriginalEncryptedKey { get; } =
        from iv in Generators.Iv
        from nonce in Generators.Fixed<Ciphertext16>()
        from key in Generators.Fixed<Ciphertext48>()
        select new OriginalEncryptedKey { Iv = iv, Nonce = nonce, SessionKey = key };

    public static Gen<Ticket> Ticket { get; } =
        from version in Generators.Byte
        from client in Generators.Id
        from service in Generators.Id
        from created in Generators.Int64
        from iv in Generators.Iv
        from key in Generators.Fixed<Ciphertext48>()
        from expires in Generators.Fixed<Ciphertext32>()
        select new Ticket
        {
            Version = version,
            ClientId = client,
            ServiceId = service,
            CreatedAt = created,
            Iv = iv,
            SessionKey = key,
            ExpiresAt = expires,
        };

    public static Gen<OriginalTicket> OriginalTicket { get; } =
        from version in Generators.Byte
        from client in Generators.Id
        from service in Generators.Id
        from created in Generators.Fixed<Ciphertext32>()
        from iv in Generators.Iv
        from key in Generators.Fixed<Ciphertext48>()
        from expires in Generators.Fixed<Ciphertext32>()
        select new OriginalTicket
        {
            Version = version,
            ClientId = client,
            ServiceId = service,
            CreatedAt = created,
            Iv = iv,
            SessionKey = key,
            ExpiresAt = expires,
        };

    public static Gen<SymmetricKeyRequest> SymmetricKeyRequest { get; } =
        from authenticator in Authenticator
        from ticket in Ticket
        select new SymmetricKeyRequest { Authenticator = authenticator, Ticket = ticket };

    public static Gen<OriginalSymmetricKeyRequest> OriginalSymmetricKeyRequest { get; } =
        from authenticator in Authenticator
        from ticket in OriginalTicket
        select new OriginalSymmetricKeyRequest { Authenticator = authenticator, Ticket = ticket };

    public static Gen<TicketResponse> TicketResponse { get; } =
        from client in Generators.Id
        from key in EncryptedKey
        from ticket in Ticket
        select new TicketResponse { ClientId = client, EncryptedKey = key, Ticket = ticket };

    public static Gen<OriginalTicketResponse> OriginalTicketResponse { get; } =
        from client in Generators.Id
        from key in OriginalEncryptedKey
        from ticket in OriginalTicket
        select new OriginalTicketResponse { ClientId = client, EncryptedKey = key, Ticket = ticket };

    public static Gen<ServiceEntry> ServiceEntry { get; } =
        from id in Generators.Id
        from name in Generators.Name
        from address in Generators.Fixed<IPv4Address>()
        from port in Generators.UInt16
        select new ServiceEntry { ServiceId = id, Name = name, Address = address, Port = port };

    public static Gen<MemberEntry> MemberEntry { get; } =
        from id in Generators.Id
        from name in Generators.Name
        from joined in Generators.Int64
        select new MemberEntry { ClientId = id, Name = name, JoinedAt = joined };

    public static Gen<OwnedChatMessage> ChatMessage { get; } =
        from iv in Generators.Iv
        from content in Generators.BytesUpTo(300)
        select new OwnedChatMessage(iv, new(content));

    public static Gen<OwnedSubscribeRequest> SubscribeRequest { get; } =
        from since in Generators.UInt64
        from iv in Generators.Iv
        from name in Generators.BytesUpTo(300)
        select new OwnedSubscribeRequest(since, iv, new(name));

    public static Gen<OwnedRoomEvent> RoomEvent { get; } =
        from sequence in Generators.UInt64
        from time in Generators.Int64
        from kind in Generators.Kind
        from client in Generators.Id
        from iv in Generators.Iv
        from content in Generators.BytesUpTo(300)
        select new OwnedRoomEvent(sequence, time, kind, client, iv, new(content));

    public static Gen<OwnedServiceList> ServiceList { get; } =
        ServiceEntry.UpTo(4).Select(services => new OwnedServiceList(new(services)));

    public static Gen<OwnedMembers> Members { get; } =
        MemberEntry.UpTo(4).Select(members => new OwnedMembers(new(members)));
}
