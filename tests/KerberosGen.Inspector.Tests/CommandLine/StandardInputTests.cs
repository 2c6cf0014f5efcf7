using Xunit;

namespace KerberosGen.Inspector.Tests.CommandLine;

public sealed class StandardInputTests
{
    [Theory]
    [InlineData("decode")]
    [InlineData("session")]
    [InlineData("stats")]
    [InlineData("which")]
    [InlineData("encode")]
    [InlineData("edit --set header.version=1")]
    [InlineData("diff - /dev/null")]
    public async Task A_closed_input_is_told_of_instead_of_waited_for(string verb)
    {
        using LiveProcess shell = LiveProcess.Shell($"inspector {verb} <&-; echo $?");

        Assert.Equal("3\n", await shell.Output.ReadToEndAsync().WaitAsync(LiveProcess.Patience));
        Assert.EndsWith("standard input is closed\n", await shell.Error.ReadToEndAsync(), StringComparison.Ordinal);
    }
}
