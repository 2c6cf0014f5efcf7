using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Packets.Tests.Laws;

/// <summary>The sizes that the protocol's tables give, and what happens at their limits.</summary>
public sealed class ProtocolSizeTests
{
    [Theory]
    [InlineData(nameof(RequestHeader), 23)]
    [InlineData(nameof(ResponseHeader), 7)]
    [InlineData(nameof(ClientRegistration), 510)]
    [InlineData(nameof(ServiceRegistration), 287)]
    [InlineData(nameof(ServiceListRequest), 0)]
    [InlineData(nameof(TicketRequest), 24)]
    [InlineData(nameof(SymmetricKeyRequest), 265)]
    [InlineData(nameof(OriginalSymmetricKeyRequest), 289)]
    [InlineData(nameof(RegistrationSuccess), 16)]
    [InlineData(nameof(TicketResponse), 217)]
    [InlineData(nameof(OriginalTicketResponse), 257)]
    [InlineData(nameof(Authenticator), 128)]
    [InlineData(nameof(EncryptedKey), 64)]
    [InlineData(nameof(OriginalEncryptedKey), 80)]
    [InlineData(nameof(Ticket), 137)]
    [InlineData(nameof(OriginalTicket), 161)]
    [InlineData(nameof(ServiceEntry), 277)]
    [InlineData(nameof(MemberEntry), 279)]
    public void A_fixed_packet_has_the_size_of_the_protocols_table(string packet, int size) =>
        Assert.Equal(size, LayoutOf(packet).Size);

    [Theory]
    [InlineData(nameof(ChatMessage), 20)]
    [InlineData(nameof(SubscribeRequest), 26)]
    [InlineData(nameof(RoomEvent), 53)]
    [InlineData(nameof(ServiceListResponse), 0)]
    [InlineData(nameof(MembersResponse), 0)]
    public void A_variable_packet_has_at_least_the_size_of_its_fixed_part(string packet, int minSize)
    {
        Assert.Equal(minSize, LayoutOf(packet).MinSize);
        Assert.Null(LayoutOf(packet).Size);
    }

    [Theory]
    [InlineData(1028, 265, true)]
    [InlineData(1028, 289, true)]
    [InlineData(1028, 266, false)]
    [InlineData(1024, 511, false)]
    [InlineData(1026, 1, false)]
    [InlineData(1029, 19, false)]
    [InlineData(1029, 20, true)]
    [InlineData(1029, uint.MaxValue, true)]
    [InlineData(1030, 25, false)]
    [InlineData(4711, uint.MaxValue, true)]
    public void A_request_header_allows_only_sizes_that_its_code_can_have(ushort code, uint size, bool allowed) =>
        Assert.Equal(allowed, RequestHeader.AllowsPayloadSize(code, size));

    [Theory]
    [InlineData(1603, 217, true)]
    [InlineData(1603, 257, true)]
    [InlineData(1603, 218, false)]
    [InlineData(1604, 0, true)]
    [InlineData(1604, 1, false)]
    [InlineData(1606, 52, false)]
    [InlineData(1606, 53, true)]
    [InlineData(1704, 0, true)]
    public void A_response_header_allows_only_sizes_that_its_code_can_have(ushort code, uint size, bool allowed) =>
        Assert.Equal(allowed, ResponseHeader.AllowsPayloadSize(code, size));

    [Fact]
    public void A_length_beyond_two_gigabytes_is_broken_at_its_own_field()
    {
        byte[] message = new byte[20];
        message.AsSpan(0, 4).Fill(0xFF);
        UnpackResult result = ChatMessage.Unpack(message, out _);
        Assert.Equal(UnpackResult.Invalid(InvalidReason.LengthTooLarge, 0, 0), result);
        Assert.Equal("ChatMessage: a length is too large at field message_size, offset 0", result.Describe(ChatMessage.Layout));

        byte[] said = new byte[53];
        said.AsSpan(49, 4).Fill(0xFF);
        Assert.Equal(UnpackResult.Invalid(InvalidReason.LengthTooLarge, 5, 49), RoomEvent.Unpack(said, out _));
    }

    [Fact]
    public void A_part_longer_than_its_length_field_can_say_is_not_packed()
    {
        byte[] longest = new byte[ushort.MaxValue];
        Assert.Equal(26 + ushort.MaxValue, new SubscribeRequest { DisplayName = longest }.ToArray().Length);
        var exception = Assert.Throws<InvalidOperationException>(() => new SubscribeRequest { DisplayName = new byte[ushort.MaxValue + 1] }.ToArray());
        Assert.Contains("DisplayName", exception.Message, StringComparison.Ordinal);
        Assert.Contains("65535", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_length_that_the_caller_set_is_ignored_by_packing_and_equality()
    {
        byte[] content = new byte[16];
        ChatMessage honest = new() { Content = content };
        ChatMessage lying = new() { Content = content, MessageSize = 99 };
        Assert.True(honest == lying);
        Assert.Equal(honest.ToArray(), lying.ToArray());
    }

    [Fact]
    public void Several_segments_without_scratch_space_are_refused()
    {
        byte[] packed = new ChatMessage { Content = new byte[16] }.ToArray();
        Assert.Throws<ArgumentException>(() =>
        {
            var segments = Segments.Cut(packed, 10);
            ChatMessage.Unpack(in segments, new byte[packed.Length - 1], out _);
        });
    }

    private static PacketLayout LayoutOf(string packet) => PacketCatalog.Layout.Packets.Single(layout => layout.Name == packet);
}
