using System.Globalization;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Authentication;

/// <summary>What each packet's synthetic IV is bound to is what the rule's table says.</summary>
public sealed class AssociatedDataTests
{
    [Fact]
    public void It_is_that_of_every_vector()
    {
        foreach (SyntheticIvVector vector in SyntheticIvVectors.Packets)
            Assert.Equal((vector.Packet, vector.Text("associated_hex")), (vector.Packet, Convert.ToHexStringLower(Of(vector))));
    }

    private static byte[] Of(SyntheticIvVector vector)
    {
        // What is not used stays out of it.
        byte[] room = [.. Enumerable.Repeat((byte)0xAA, 100)];
        return vector.Packet switch
        {
            "Ticket" or "OriginalTicket" => [],
            "EncryptedKey" or "OriginalEncryptedKey" =>
                AssociatedData.OfEncryptedKey(vector.Id("client_id"), vector.Id("service_id"), vector.Hex("ticket_hex"), room).ToArray(),
            "Authenticator" => AssociatedData.OfAuthenticator(vector.Hex("ticket_hex"), room).ToArray(),
            _ => AssociatedData.InConnection(
                new Iv(vector.Hex("authenticator_iv")), ulong.Parse(vector.Text("count"), CultureInfo.InvariantCulture), room).ToArray(),
        };
    }
}
