using FsCheck;
using FsCheck.Experimental;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>Something that happens to a room. It holds no state of a run: a smaller run does the same again.</summary>
internal abstract class RoomOperation : Operation<ModelledRoom, RoomState>
{
    /// <summary>Does it, and checks what can be seen of it at once.</summary>
    /// <param name="actual">The room.</param>
    /// <param name="state">What is so afterwards.</param>
    public sealed override Property Check(ModelledRoom actual, RoomState state) => actual.Try(this, () => DoAsync(actual, state));

    /// <summary>The same with less, to try where it fails.</summary>
    public virtual IEnumerable<RoomOperation> Smaller() => [];

    protected abstract Task DoAsync(ModelledRoom room, RoomState state);
}
