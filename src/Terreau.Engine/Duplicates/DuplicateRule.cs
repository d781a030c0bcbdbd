using Terreau.Engine.Duplicates.Holding;

namespace Terreau.Engine.Duplicates;

/// <summary>Decides on one pair of records: the rule that <see cref="DuplicateIndex"/> applies to many.</summary>
/// <remarks>
/// Two SIREN make two organisations, without exception: the number has a key, so one wrong digit does not make another one.
/// One SIREN with two SIRET, or in two places, makes two establishments. Else the score of <see cref="DuplicateWeights"/> decides
/// whether a person is asked. A missed duplicate is preferred to two organisations taken for one.
/// </remarks>
public static class DuplicateRule
{
    /// <summary>The answer on the pair. The other way round it has the same verdict and score, and reasons that mirror these.</summary>
    /// <exception cref="InvalidOperationException">The SIRET of a record is not of its SIREN.</exception>
    public static DuplicateAnswer Compare(DuplicateRecord first, DuplicateRecord second)
    {
        var store = new SheetStore(new WordPool(), capacity: 2);
        store.Set(0, first);
        store.Set(1, second);
        var probe = new Probe();
        probe.Load(store, 0);
        return PairMarks.Of(probe, store, 1).Answer(store.Pool, store[0], store[1]);
    }
}
