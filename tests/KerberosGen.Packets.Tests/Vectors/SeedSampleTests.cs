using KerberosGen.Codec;
using KerberosGen.Crypto;

namespace KerberosGen.Packets.Tests.Vectors;

/// <summary>The samples that the seed's own text shows.</summary>
public sealed class SeedSampleTests
{
    [Fact]
    public void The_hash_in_clients_txt_is_the_key_of_that_password()
    {
        using KeyMaterial key = KeyMaterial.FromPassword("qwer1234"u8);
        Assert.Equal(
            "4d4f26369171994f3a46776ee2d88494fb9955800a5bb6261c016c4bb9f30b56", Convert.ToHexStringLower(key.Bytes));
    }

    [Fact]
    public void The_ticket_in_services_info_json_opens_with_the_key_beside_it()
    {
        byte[] bytes = Convert.FromBase64String(
            "GE5DrhlfTUO3mc4syncXjPtYIfmmdBdAYq069J7hQyaBrtB3/zNADD8KSeAS9ax/ki2yUtCoH/DdqjB3Mq0C7en8jsLMMwXzR0EYCjaKwM31"
            + "Y4EHV5NGaBLJlz5E4KmKJgTjZRPkC/tW9iPS8YXa+bUUm1Vb3OCgala1lwj6A5/lVoWSrkwYdkV0lbM8ogKfPne8kgOLGTQF59FXyKW7Bgo=");
        byte[] keyBeside = Convert.FromBase64String("Ph7tXPYg8xmNkgLQaDs2wnj8TdEqKco0j1zZqgzjClE=");

        Assert.Equal(UnpackResult.Done(161), OriginalTicket.Unpack(bytes, out OriginalTicket ticket));
        Assert.Equal(24, ticket.Version);
        Assert.Equal("4e43ae195f4d43b799ce2cca77178cfb", Convert.ToHexStringLower(ticket.ClientId.Bytes));
        Assert.Equal("5821f9a674174062ad3af49ee1432681", Convert.ToHexStringLower(ticket.ServiceId.Bytes));
        using var cipher = new AesCbc(keyBeside);
        Assert.True(ticket.TryOpen(cipher, out TimeText created, out AesKey inside, out TimeText expires));
        Assert.Equal("26/02/24_20:49:56", created.ToString());
        Assert.Equal("27/02/24_20:49:56", expires.ToString());
        Assert.Equal(new AesKey(keyBeside), inside);
        Assert.Equal(bytes, ticket.ToArray());
    }
}
