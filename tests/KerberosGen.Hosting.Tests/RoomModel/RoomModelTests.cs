using FsCheck;
using FsCheck.Experimental;
using FsCheck.Fluent;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>
/// Random lives of a room: whatever happens to it, everybody sees one order without gaps or doubles, and nothing that was
/// acknowledged is lost. A failure prints the shortest life that was found, and FsCheck's seed; <c>KERBEROSGEN_LONG=1</c> tries many
/// more.
/// </summary>
public sealed class RoomModelTests
{
    private const int Operations = 30;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("KERBEROSGEN_LONG") == "1";

    private static readonly int Lives = IsLong ? 250 : 12;

    [Fact]
    public void A_room_keeps_its_laws_whatever_happens_to_it() => Check(static () => new MemoryShelf());

    [Fact]
    public void A_room_that_is_kept_in_a_file_keeps_its_laws_whatever_happens_to_it() => Check(static () => new SqliteShelf());

    private static void Check(Func<IRoomShelf> newShelf) =>
        new RoomMachine(Operations, newShelf).ToProperty().Check(Config.QuickThrowOnFailure.WithMaxTest(Lives));
}
