using FsCheck.Experimental;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>The end of a run: unless it has failed, everyone leaves, and what is kept is read to its end.</summary>
internal sealed class RoomTearDown : TearDown<ModelledRoom>
{
    public override void Actual(ModelledRoom actual) => Task.Run(async () =>
    {
        await using (actual)
        {
            if (!actual.HasFailed)
                await actual.AuditAsync();
        }
    }).GetAwaiter().GetResult();

    public override string ToString() => "and at the end everyone leaves, and all that is kept is read";
}
