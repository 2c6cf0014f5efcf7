using FsCheck.Xunit;

namespace KerberosGen.Storage.Tests.Kdc;

public sealed class RowIndexTests
{
    /// <summary>Few keys, so that many are added, removed and added again, next to each other in the table.</summary>
    [Property(MaxTest = 300)]
    public void It_finds_what_a_dictionary_finds(byte[] steps)
    {
        byte[][] keys = [.. Enumerable.Range(0, 64).Select(static key => new[] { (byte)key })];
        var index = new RowIndex(row => keys[row % keys.Length]);
        var model = new Dictionary<int, int>();
        int next = 0;
        foreach (byte step in steps)
        {
            int key = step % keys.Length;
            if (model.Remove(key, out int row))
            {
                index.Remove(row);
            }
            else
            {
                row = (next++ * keys.Length) + key;
                model.Add(key, row);
                index.Add(row);
            }
        }

        for (int key = 0; key < keys.Length; key++)
            Assert.Equal(model.GetValueOrDefault(key, -1), index.Find(keys[key]));
        Assert.Equal(-1, index.Find("other"u8));
    }

    [Fact]
    public void It_grows_and_shrinks_without_losing_a_row()
    {
        var index = new RowIndex(static row => BitConverter.GetBytes(row));
        for (int row = 0; row < 20_000; row++)
            index.Add(row);
        for (int row = 0; row < 20_000; row += 3)
            index.Remove(row);
        for (int row = 0; row < 20_000; row++)
            Assert.Equal(row % 3 == 0 ? -1 : row, index.Find(BitConverter.GetBytes(row)));
    }
}
