namespace Terreau.Engine.Duplicates.Holding;

/// <summary>
/// The records of a commune, by number; those whose SIREN is known apart, since two of them are one organisation only when it is the
/// same. A register has thousands in a town, and none of them is then read.
/// </summary>
internal sealed class TownList
{
    public List<int> WithUnit { get; } = new(2);
    public List<int> WithoutUnit { get; } = new(2);

    public bool IsEmpty => WithUnit.Count + WithoutUnit.Count == 0;

    public List<int> Of(in Sheet sheet) => sheet.Unit != 0 ? WithUnit : WithoutUnit;
}
