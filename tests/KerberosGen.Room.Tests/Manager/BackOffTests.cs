using FsCheck.Xunit;

namespace KerberosGen.Room.Tests.Manager;

public sealed class BackOffTests
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    [Property]
    public void Waits_double_up_to_the_bound_less_at_most_half(int seed)
    {
        var backOff = new BackOff(First, Longest, new Random(seed));
        for (int round = 0; round < 2; round++)
        {
            TimeSpan whole = First;
            for (int i = 0; i < 40; i++)
            {
                Assert.InRange(backOff.Next(), whole / 2, whole);
                whole = whole * 2 < Longest ? whole * 2 : Longest;
            }

            backOff.Reset();
        }
    }

    [Fact]
    public void Many_that_fail_together_do_not_try_together()
    {
        BackOff[] many = [.. Enumerable.Range(0, 100).Select(static seed => new BackOff(First, Longest, new Random(seed)))];
        Assert.True(many.Select(static backOff => backOff.Next()).Distinct().Count() > 50);
    }
}
