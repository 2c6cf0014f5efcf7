namespace KerberosGen.Client.Tests;

public sealed class TranscriptViewTests
{
    private const int Width = 20, Height = 5;

    private readonly Room _room = new();
    private readonly TranscriptView _view;

    public TranscriptViewTests()
    {
        for (int i = 1; i <= 30; i++)
            _room.Says(Room.Bob, "b", $"message number {i}");
        _view = new TranscriptView(_room.Transcript);
    }

    [Fact]
    public void At_its_end_it_follows_what_comes()
    {
        Assert.Equal(["12:00 b: message", "number 30"], Shown()[^2..]);
        _room.Says(Room.Bob, "b", "more");
        Assert.Equal("12:00 b: more", Shown()[^1]);
    }

    [Fact]
    public void Scrolled_up_it_stays_with_what_is_read()
    {
        _view.Scroll(7, Width, Height);
        string[] before = Shown();
        _room.Says(Room.Bob, "b", "more").Says(Room.Bob, "b", "and more");
        _room.Transcript.Send("mine", Room.Noon);
        Assert.Equal(before, Shown());
        Assert.Equal(3, _view.NewBelow);
        Assert.False(_view.IsAtEnd);
        _view.ScrollToEnd();
        Assert.Equal("12:00 alice: mine", Shown()[^1]);
        Assert.Equal(0, _view.NewBelow);
    }

    [Fact]
    public void It_scrolls_row_by_row_to_both_ends_and_no_further()
    {
        string[] all = [.. Room.AllRows(_room.Transcript, Width).Select(static row => row.ToString())];
        for (int up = 0; up < all.Length + 3; up++)
        {
            int top = Math.Max(0, all.Length - Height - up);
            Assert.Equal(all[top..(top + Height)], Shown());
            _view.Scroll(1, Width, Height);
        }

        for (int down = 0; down < all.Length + 3; down++)
        {
            int top = Math.Min(all.Length - Height, down);
            Assert.Equal(all[top..(top + Height)], Shown());
            _view.Scroll(-1, Width, Height);
        }

        Assert.True(_view.IsAtEnd);
    }

    [Fact]
    public void It_goes_to_the_oldest_row_and_fills_the_window_from_there()
    {
        _view.ScrollToStart(Width, Height);
        Assert.Equal(["--- Monday, 23", "November 2026 ---"], Shown()[..2]);
        Assert.Equal(Height, Shown().Length);
    }

    [Fact]
    public void A_window_that_is_made_wide_and_narrow_again_shows_what_it_showed()
    {
        _view.Scroll(11, Width, Height);
        string[] before = Shown();
        for (int width = 1; width < 100; width += 7)
            Assert.Equal(Height, _view.Rows(width, Height).Count);
        Assert.Equal(before, Shown());
    }

    [Fact]
    public void A_view_whose_rows_have_gone_shows_the_oldest_that_are_left()
    {
        var room = new Room(Room.Options with { Capacity = 10 });
        for (int i = 1; i <= 10; i++)
            room.Says(Room.Bob, "b", $"{i}");
        var view = new TranscriptView(room.Transcript);
        view.ScrollToStart(80, 3);
        for (int i = 11; i <= 30; i++)
            room.Says(Room.Bob, "b", $"{i}");
        Assert.Equal(["--- Monday, 23 November 2026 ---", "12:00 b: 21", "12:00 b: 22"], view.Rows(80, 3).Select(static row => row.ToString()));
    }

    [Fact]
    public void What_is_drawn_while_nobody_looks_is_not_read()
    {
        Shown();
        Assert.Equal(30UL, _view.LastRead);
        _view.IsAttended = false;
        _room.Says(Room.Bob, "b", "more");
        Shown();
        Assert.Equal(30UL, _view.LastRead);
        _view.IsAttended = true;
        Shown();
        Assert.Equal(31UL, _view.LastRead);
    }

    [Fact]
    public void Only_rows_that_are_looked_at_are_made()
    {
        var room = new Room();
        for (int i = 0; i < 10_000; i++)
            room.Says(Room.Bob, "bob", "word ");
        var view = new TranscriptView(room.Transcript);
        IReadOnlyList<TranscriptRow> first = view.Rows(80, 24);
        long before = GC.GetAllocatedBytesForCurrentThread();
        view.Rows(60, 24);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
        // What has not changed is the same row again.
        view.Rows(80, 24);
        Assert.All(view.Rows(80, 24).Zip(view.Rows(80, 24)), static pair => Assert.Same(pair.First, pair.Second));
        Assert.Equal(24, first.Count);
    }

    private string[] Shown() => [.. _view.Rows(Width, Height).Select(static row => row.ToString())];
}
