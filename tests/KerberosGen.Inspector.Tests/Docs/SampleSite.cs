using KerberosGen.Inspection.Tests;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector.Tests;

/// <summary>The site of the inspector's pages: two rooms and two people, six refusals, and the files that each would have.</summary>
internal static class SampleSite
{
    /// <summary>Writes <c>refused.pcapng</c>, the files of the KDC, of a room and of a client, and bytes without a label.</summary>
    /// <param name="folder">Where to.</param>
    public static void Write(DirectoryInfo folder)
    {
        using var site = new RecordedSite(WireLayout.Documented, new SeededSource());
        RecordedRoom room = site.AddRoom("Printer 10"), other = site.AddRoom("Printer 20");
        RecordedClient alice = site.AddClient("alice", "Wonderland-1865"), bob = site.AddClient("bob", "hunter2");
        SessionTicket ticket = Chat(site, room, alice);
        Refuse(site, room, other, alice, bob, ticket);

        File.Move(site.WriteCapture(folder), Path.Combine(folder.FullName, "refused.pcapng"), overwrite: true);
        site.WriteFiles(folder);
        WriteOtherFiles(folder, room, ticket);
        File.WriteAllBytes(Path.Combine(folder.FullName, "unknown.bin"), ticket.Ticket.Span);
        File.WriteAllBytes(Path.Combine(folder.FullName, "cut.bin"), Vector.Golden[0].Bytes[..278]);
    }

    private static SessionTicket Chat(RecordedSite site, RecordedRoom room, RecordedClient alice)
    {
        Wait(site, 2);
        SessionTicket ticket = alice.GetTicket(room.Identity.Id);
        Wait(site, 1);
        RecordedPeer peer = alice.Enter(room, ticket);
        Wait(site, 1);
        peer.AskGranted(alice.Written(ticket, static (session, output) => session.WriteMessage(output, "alice: hi")));
        return ticket;
    }

    private static void Refuse(RecordedSite site, RecordedRoom room, RecordedRoom other, RecordedClient alice, RecordedClient bob, SessionTicket ticket)
    {
        Wait(site, 20);
        SessionTicket ofBob = bob.GetTicket(room.Identity.Id);
        site.Connect(room.EndPoint).AskRefused(bob.Ticket(ofBob, TimeSpan.FromSeconds(412)));
        Wait(site, 5);
        byte[] entered = alice.Ticket(ticket);
        site.Connect(room.EndPoint).AskGranted(entered);
        Wait(site, 5);
        site.Connect(room.EndPoint).AskRefused(entered);
        Wait(site, 5);
        site.Connect(other.EndPoint).AskRefused(alice.Ticket(ticket));
        Wait(site, 5);
        site.Connect(room.EndPoint).AskRefused(alice.Written(ticket, static (session, output) => session.WriteMessage(output, "alice: anyone here?")));
        Wait(site, 5);
        site.Connect(RecordedSite.Kdc).AskRefused(RecordedPeer.Packed(PrincipalId.Parse("4e43ae195f4d43b799ce2cca77178cfb"), default(ServiceListRequest)));
        Wait(site, (int)ProtocolLimits.DefaultTicketLifetime.TotalSeconds);
        site.Connect(room.EndPoint).AskRefused(alice.Ticket(ticket));
    }

    private static void WriteOtherFiles(DirectoryInfo folder, RecordedRoom room, SessionTicket ticket)
    {
        RoomIdentity identity = room.Identity;
        string key = Convert.ToBase64String(identity.Key.Bytes);
        PrivateFile.Write(Path.Combine(folder.FullName, "msg.info"), $"{RecordedSite.Kdc}\n{identity.Name}\n{identity.Id}\n{key}\n");
        PrivateFile.Write(Path.Combine(folder.FullName, "services_pool.json"), $$"""
            [
              {
                "connection_protocol": "tcp",
                "ip_address": "{{room.EndPoint.Address}}",
                "kdc_port": {{RecordedSite.Kdc.Port}},
                "port": {{room.EndPoint.Port}},
                "server_id_hex": "{{identity.Id}}",
                "service_name": "{{identity.Name}}",
                "ticket_iv": null,
                "service_aes_key_encoded": "{{key}}",
                "is_registered": true
              }
            ]

            """);
        PrivateFile.Write(Path.Combine(folder.FullName, "services_info.json"), $$"""
            [
              {
                "server_id": "{{identity.Id}}",
                "server_name": "{{identity.Name}}",
                "server_ip": "{{room.EndPoint.Address}}",
                "server_port": {{room.EndPoint.Port}},
                "aes_key": "{{Convert.ToBase64String(ticket.SessionKey.Bytes)}}",
                "encrypted_key_iv": "{{ticket.EncryptedKeyIv}}",
                "ticket": "{{Convert.ToBase64String(ticket.Ticket.Span)}}"
              }
            ]

            """);
    }

    private static void Wait(RecordedSite site, int seconds) => site.Clock.Now += TimeSpan.FromSeconds(seconds);
}
