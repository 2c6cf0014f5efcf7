using System.Globalization;

namespace KerberosGen.Hosting.Tests.RoomModel.Soak;

/// <summary>What the process holds at one moment.</summary>
/// <param name="Heap">Bytes that are alive after a full collection.</param>
/// <param name="WorkingSet">Bytes of the process in memory.</param>
internal readonly record struct MemoryReading(long Heap, long WorkingSet)
{
    public static MemoryReading Take()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return new MemoryReading(GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"heap {Heap >> 10} KiB, working set {WorkingSet >> 10} KiB");
}
