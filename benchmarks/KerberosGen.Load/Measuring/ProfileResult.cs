namespace KerberosGen.Load.Measuring;

/// <summary>Where a room's processor time went under one shape of load: shares of all samples that were taken.</summary>
/// <param name="Shape">The load.</param>
/// <param name="Samples">How many samples.</param>
/// <param name="System">In the system: sockets, above all.</param>
/// <param name="Sealing">Encrypting events, with drawing IVs.</param>
/// <param name="Store">In SQLite.</param>
/// <param name="Runtime">In .NET's own native code: garbage collection, waiting, system calls before the system.</param>
/// <param name="Managed">The rest: the room's own code, and the libraries' under it.</param>
internal sealed record ProfileResult(FanoutShape Shape, long Samples, double System, double Sealing, double Store, double Runtime, double Managed);
