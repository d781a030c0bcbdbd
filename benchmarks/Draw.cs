namespace Terreau.Bench;

/// <summary>A small generator of its own (SplitMix64), so that the invented worlds are the same on every machine and version.</summary>
internal struct Draw(ulong seed)
{
    private ulong state = seed * 0xD1342543DE82EF95UL + 0x2545F4914F6CDD1DUL;

    public double Unit() => (Bits() >> 11) / (double)(1UL << 53);
    public int Next(int below) => (int)(Unit() * below);
    public bool Chance(double share) => Unit() < share;
    public string Pick(string[] items) => items[Next(items.Length)];

    /// <summary>Ranks by a law close to Zipf's: the density falls as 1/rank.</summary>
    public int Zipf(int below) => (int)Math.Exp(Unit() * Math.Log(below + 1.0)) - 1;

    private ulong Bits()
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
