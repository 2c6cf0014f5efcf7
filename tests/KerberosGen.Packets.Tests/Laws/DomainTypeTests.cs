using System.Text;
using FsCheck.Fluent;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Laws;

/// <summary>Names, ids and keys: what they take, what they refuse, how they compare and print.</summary>
public sealed class DomainTypeTests
{
    [Fact]
    public void An_id_prints_its_bytes_in_wire_order()
    {
        byte[] bytes = Convert.FromHexString("4e43ae195f4d43b799ce2cca77178cfb");
        Assert.Equal("4e43ae195f4d43b799ce2cca77178cfb", new PrincipalId(bytes).ToString());
        Assert.Equal(bytes, new PrincipalId(bytes).Bytes.ToArray());
    }

    [Fact]
    public void An_address_prints_as_a_dotted_quad() =>
        Assert.Equal("192.168.10.200", new IPv4Address([192, 168, 10, 200]).ToString());

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    public void An_id_of_another_size_is_refused(int size) =>
        Assert.Throws<ArgumentException>(() => new PrincipalId(new byte[size]));

    [Fact]
    public void Bytes_survive_and_decide_equality() =>
        RandomChecks.ForAll(Generators.Bytes(32).Zip(Generators.Bytes(32)), sample =>
        {
            var left = new AesKey(sample.Item1);
            var right = new AesKey(sample.Item2);
            Assert.Equal(sample.Item1, left.Bytes.ToArray());
            Assert.Equal(sample.Item1.AsSpan().SequenceEqual(sample.Item2), left == right);
            Assert.True(left.Equals((object)new AesKey(sample.Item1)));
            Assert.Equal(new AesKey(sample.Item1).GetHashCode(), left.GetHashCode());
            Assert.Equal(!sample.Item1.AsSpan().ContainsAnyExcept((byte)0), left.IsZero);
        });

    [Fact]
    public void A_name_takes_254_bytes_and_not_one_more()
    {
        string longest = new('ž', 127);
        Assert.Equal(254, Encoding.UTF8.GetByteCount(longest));
        Assert.True(PrincipalName.TryCreate(longest, out PrincipalName name));
        Assert.Equal(longest, name.ToString());
        Assert.True(name.IsTerminated);
        Assert.False(PrincipalName.TryCreate(longest + "a", out PrincipalName refused));
        Assert.Equal(default, refused);
        Assert.False(PrincipalName.TryCreate(new byte[255], out refused));
        Assert.Throws<ArgumentException>(() => new PrincipalName(longest + "a"));
    }

    // Not inline data: an attribute cannot hold a lone surrogate.
    [Fact]
    public void A_name_that_would_not_come_back_is_refused() =>
        Assert.All(["with\0nul", "lone surrogate \ud800", "\udc00", "\udc00\ud800"], text => Assert.False(PrincipalName.TryCreate(text, out _)));

    [Fact]
    public void What_stands_behind_a_nul_is_not_part_of_a_name()
    {
        byte[] bytes = new byte[255];
        "alice\0bob"u8.CopyTo(bytes);
        var name = Domain.Of<PrincipalName>(bytes);
        Assert.Equal("alice", name.ToString());
        Assert.Equal(new PrincipalName("alice"), name);
        Assert.Equal(new PrincipalName("alice").GetHashCode(), name.GetHashCode());
        Assert.True(name.IsTerminated);
        Assert.False(name.IsPadded);
        Assert.Equal(bytes, name.Bytes.ToArray());
    }

    [Fact]
    public void A_name_without_a_nul_is_all_of_its_bytes()
    {
        var name = Domain.Of<PrincipalName>([.. Enumerable.Repeat((byte)'x', 255)]);
        Assert.False(name.IsTerminated);
        Assert.Equal(255, name.Utf8.Length);
    }

    [Fact]
    public void Any_text_is_taken_unchanged_or_refused() =>
        RandomChecks.ForAll(ArbMap.Default.GeneratorFor<string>().Where(text => text is not null), text =>
        {
            if (PrincipalName.TryCreate(text, out PrincipalName name))
                Assert.Equal(text, name.ToString());
            else
                Assert.Equal(default, name);
        }, samples: 500);
}
