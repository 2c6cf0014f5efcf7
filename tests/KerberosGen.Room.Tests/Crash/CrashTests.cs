namespace KerberosGen.Room.Tests.Crash;

public sealed class CrashTests
{
    [Fact]
    public async Task A_kill_in_the_middle_of_traffic_leaves_each_member_a_whole_log_and_loses_nothing_that_was_acknowledged()
    {
        await using var rounds = new CrashRounds();
        await rounds.RunAsync(CrashRounds.Count);
    }
}
