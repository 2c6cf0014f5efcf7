using KerberosGen.Inspection.Sessions;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspection.Tests.Sessions;

public sealed class FailureRuleTests
{
    [Theory]
    [InlineData("GeneralError", true)]
    [InlineData("RegistrationFailure", true)]
    [InlineData("OriginalUnknownClient", true)]
    [InlineData("ConnectionRefused", true)]
    [InlineData("connection_refused", true)]
    [InlineData("TTLTimeout", true)]
    [InlineData("NoError", false)]
    [InlineData("NotRejected", false)]
    [InlineData("Terror", false)]
    [InlineData("MessageAck", false)]
    [InlineData("", false)]
    public void A_name_says_no_by_one_of_its_words(string name, bool saysNo) => Assert.Equal(saysNo, FailureRule.SaysNo(name));

    [Fact]
    public void Of_the_chat_protocol_three_answers_say_no() => Assert.Equal(
        [1601, 1609, 1704],
        Vector.Protocol.Packets.Where(static p => p is { Kind: PacketKind.Message, Direction: PacketDirection.Response } && FailureRule.SaysNo(p.Name)).Select(static p => (int)p.Code!.Value).Order());
}
