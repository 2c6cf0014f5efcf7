namespace KerberosGen.Client.Tests;

public sealed class NameColoursTests
{
    /// <summary>WCAG 2.2, 1.4.3, asks 4.5 of small text and 3 of large; no colour reaches more than 4.58 on both.</summary>
    private const double LeastContrast = 4;

    [Fact]
    public void Each_colour_can_be_read_on_black_and_on_white() => Assert.All(NameColours.Palette, static colour =>
    {
        double luminance = Luminance(colour);
        Assert.InRange((luminance + 0.05) / 0.05, LeastContrast, 21);
        Assert.InRange(1.05 / (luminance + 0.05), LeastContrast, 21);
    });

    [Fact]
    public void A_client_keeps_its_colour_whatever_name_it_claims()
    {
        Room room = new Room().Says(Room.Bob, "bob", "one").Says(Room.Bob, "carol", "two");
        StyledText[] names = [.. room.Pieces().Where(static piece => piece.Style == RowStyle.Name)];
        Assert.Equal(2, names.Length);
        Assert.All(names, static name => Assert.Equal(NameColours.Of(Room.Bob), name.NameColour));
    }

    [Fact]
    public void Clients_spread_over_all_colours() =>
        Assert.Equal(NameColours.Palette.Count, Enumerable.Range(0, 200).Select(static i => NameColours.Of(Room.IdOf((byte)i))).Distinct().Count());

    /// <summary>WCAG 2.2, relative luminance.</summary>
    private static double Luminance(int colour)
    {
        double[] parts = [.. new[] { 16, 8, 0 }.Select(shift => ((colour >> shift) & 255) / 255.0).Select(static part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
