using System.Collections.Immutable;
using System.Globalization;
using Terreau.Engine.Duplicates.Reading;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Duplicates.Holding;

/// <summary>Everything two packed records say of each other, then the score and its reasons.</summary>
internal struct PairMarks
{
    private DuplicateVerdict verdict;
    private PlaceAgreement place;
    private int? metres;
    private bool isSameSiret, isSameSiren, isDifferentSiren, isSamePhone;
    private int trigrams, words, net, ownFirst, ownSecond;
    private int acronym, site, domain;

    public int Score { get; private set; }

    public readonly bool IsCandidate => verdict == DuplicateVerdict.Candidate;

    public static PairMarks Of(Probe probe, SheetStore store, int number)
    {
        ref readonly var a = ref probe.Sheet;
        ref readonly var b = ref store[number];
        var marks = new PairMarks { ownFirst = -1, ownSecond = -1, acronym = -1, site = -1, domain = -1 };
        marks.place = SheetPlaces.Of(probe.Store, probe.Number, store, number, out marks.metres);
        marks.isDifferentSiren = a.Siren >= 0 && b.Siren >= 0 && a.Siren != b.Siren;
        marks.isSameSiren = a.Siren >= 0 && a.Siren == b.Siren;
        marks.isSameSiret = marks.isSameSiren && a.Nic >= 0 && a.Nic == b.Nic;
        if (marks.isDifferentSiren) return marks;
        if (marks.isSameSiren && !marks.isSameSiret && ((a.Nic >= 0 && b.Nic >= 0) || marks.place == PlaceAgreement.Elsewhere))
        {
            marks.verdict = DuplicateVerdict.OtherEstablishment;
            return marks;
        }

        marks.isSamePhone = a.Phone >= 0 && a.Phone == b.Phone;
        marks.site = a.Site >= 0 && a.Site == b.Site ? a.Site : -1;
        if (marks.site < 0) marks.domain = Shared(a, b);
        marks.ReadNames(probe, store, number);
        if (marks.place <= PlaceAgreement.SameTown) marks.acronym = SharedAcronym(probe.Store, probe.Number, store, number);
        marks.Score = marks.Total();
        if (marks.Score >= DuplicateWeights.Candidate) marks.verdict = DuplicateVerdict.Candidate;
        return marks;
    }

    public readonly DuplicateAnswer Answer(WordPool pool, in Sheet a, in Sheet b)
    {
        var reasons = ImmutableArray.CreateBuilder<DuplicateReason>();
        if (isSameSiret) reasons.Add(new DuplicateReason(DuplicateReasonKind.SameSiret, DuplicateWeights.SameSiret) { First = Number(a) });
        else if (isSameSiren)
            reasons.Add(new DuplicateReason(DuplicateReasonKind.SameSiren, verdict == DuplicateVerdict.OtherEstablishment
                ? 0 : DuplicateWeights.SameSiren) { First = Unit(a) });
        if (verdict == DuplicateVerdict.OtherEstablishment) reasons.Add(new DuplicateReason(DuplicateReasonKind.OtherEstablishment, 0));
        if (isDifferentSiren) reasons.Add(new DuplicateReason(DuplicateReasonKind.DifferentSiren, 0) { First = Unit(a), Second = Unit(b) });
        var isAlike = Math.Max(trigrams, words) > 0;
        if (isAlike)
            reasons.Add(new DuplicateReason(DuplicateReasonKind.Name,
                Math.Max(trigrams, words)) { TrigramMillionths = trigrams, WordMillionths = words });
        if (ownFirst >= 0)
            reasons.Add(new DuplicateReason(DuplicateReasonKind.OwnWords,
                -DuplicateWeights.OwnWordsDeduction) { First = pool[ownFirst], Second = pool[ownSecond] });
        if (acronym >= 0)
            reasons.Add(new DuplicateReason(DuplicateReasonKind.Acronym,
                DuplicateWeights.Acronym) { First = pool[acronym].ToUpperInvariant() });
        reasons.Add(new DuplicateReason(DuplicateReasonKind.Place, isAlike
            ? -DuplicateWeights.DeductionFor(place) : 0) { Place = place, Metres = metres });
        if (isSamePhone)
            reasons.Add(new DuplicateReason(DuplicateReasonKind.SamePhone,
                DuplicateWeights.SamePhone) { First = ContactText.PhoneWords(a.Phone) });
        if (site >= 0)
            reasons.Add(new DuplicateReason(DuplicateReasonKind.SameWebsite, DuplicateWeights.SameWebsite) { First = pool[site] });
        if (domain >= 0)
            reasons.Add(new DuplicateReason(DuplicateReasonKind.SameDomain, DuplicateWeights.SameDomain) { First = pool[domain] });
        return isDifferentSiren ? DuplicateAnswer.Forbidden(reasons.ToImmutable())
            : verdict == DuplicateVerdict.OtherEstablishment ? DuplicateAnswer.Establishments(reasons.ToImmutable())
            : DuplicateAnswer.Scored(Score, reasons.ToImmutable());
    }

    private readonly int Total()
    {
        var left = 1_000_000L;
        Take(Math.Max(net, acronym >= 0 ? DuplicateWeights.Acronym : 0));
        Take(isSameSiret ? DuplicateWeights.SameSiret : isSameSiren ? DuplicateWeights.SameSiren : 0);
        Take(isSamePhone ? DuplicateWeights.SamePhone : 0);
        Take(site >= 0 ? DuplicateWeights.SameWebsite : domain >= 0 ? DuplicateWeights.SameDomain : 0);
        return (int)(1_000_000 - left);

        void Take(int weight) => left = left * (1_000_000 - weight) / 1_000_000;
    }

    /// <summary>
    /// The pair of names that brings most; of equals, the one with the higher ratios. Names under the ratio of a candidate count for
    /// nothing.
    /// </summary>
    private void ReadNames(Probe probe, SheetStore store, int number)
    {
        var deduction = DuplicateWeights.DeductionFor(place);
        foreach (var name in probe.Names)
        {
            ReadName(probe, name, store, store.Name(number), deduction);
            foreach (ref readonly var other in store.OtherNames(number)) ReadName(probe, name, store, other, deduction);
        }
    }

    private void ReadName(Probe probe, NameProbe name, SheetStore store, in NameRow other, int deduction)
    {
        if (!NameRow.MayReach(name.Row, other, DuplicateWeights.Candidate)) return;
        var (letters, whole) = name.Ratios(store, other);
        var ratio = Math.Max(letters, whole);
        if (ratio < DuplicateWeights.Candidate) return;
        var mine = whole == 1_000_000 ? -1 : WordNearness.Own(probe.Store.Pool, name.Words, store.WordsOf(other));
        var theirs = mine < 0 ? -1 : WordNearness.Own(probe.Store.Pool, store.WordsOf(other), name.Words);
        var isOwn = mine >= 0 && theirs >= 0;
        var brings = Math.Max(0, ratio - deduction - (isOwn ? DuplicateWeights.OwnWordsDeduction : 0));
        if ((brings, letters, whole).CompareTo((net, trigrams, words)) <= 0) return;
        (net, trigrams, words) = (brings, letters, whole);
        (ownFirst, ownSecond) = isOwn ? (mine, theirs) : (-1, -1);
    }

    private static int Shared(in Sheet a, in Sheet b)
        => a.Mail >= 0 && (a.Mail == b.Mail || a.Mail == b.Site) ? a.Mail
            : a.Site >= 0 && a.Site == b.Mail ? a.Site
            : -1;

    private static int SharedAcronym(SheetStore firsts, int first, SheetStore seconds, int second)
    {
        var (a, b) = (firsts[first].Acronym, seconds[second].Acronym);
        if (a >= 0 && (a == b || Means(seconds, second, firsts.Pool[a]))) return a;
        return b >= 0 && Means(firsts, first, firsts.Pool[b]) ? b : -1;
    }

    private static bool Means(SheetStore store, int number, string acronym)
    {
        if (NameAcronyms.Fits(store, store.Name(number), acronym)) return true;
        foreach (ref readonly var name in store.OtherNames(number))
            if (NameAcronyms.Fits(store, name, acronym)) return true;
        return false;
    }

    private static string Unit(in Sheet sheet)
        => Siren.Checked(sheet.Siren.ToString("000000000", CultureInfo.InvariantCulture)).ToString();

    private static string Number(in Sheet sheet)
        => $"{Unit(sheet)}{French.NarrowSpace}{sheet.Nic.ToString("00000", CultureInfo.InvariantCulture)}";
}
