namespace KerberosGen.Packets.Tests.Allocation;

/// <summary>Counts the bytes that a piece of code allocates once it is warm.</summary>
public static class Allocated
{
    private const int Rounds = 200;

    public static long By(Action action)
    {
        for (int i = 0; i < Rounds; i++)
            action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
            action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
