using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Search.Ideas;
using Terreau.Web.Search.Purposes;

namespace Terreau.Bench;

/// <summary>How well an idea is read: what people wrote against what it says, by field, on the half worked on and on the other.</summary>
internal static class OrientationQualityBench
{
    /// <summary>The day on which the ideas were labelled: "depuis 3 ans" counts from it.</summary>
    private static readonly DateOnly Labelled = new(2026, 11, 30);

    public static Command Verb()
    {
        var errors = new Option<bool>("--errors") { Description = "Say what is misread in the half that is worked on." };
        var command = new Command("orientation-quality", "How well an idea is read, by field, on ideas seen and unseen.") { errors };
        command.SetAction(async (parse, cancel) =>
        {
            await using var site = await BenchSite.OpenAsync(0, cancel);
            var reader = await site.App.Services.GetRequiredService<IdeaReaders>().GetAsync(cancel);
            var plain = site.App.Services.GetRequiredService<PurposeBase>();
            var folder = Path.Combine(BenchSite.Root, "benchmarks", "Orientation", "Ideas");
            Half[] halves =
            [
                new("seen", LabelledIdea.Read(folder, "seen.yml"), reader), new("unseen", LabelledIdea.Read(folder, "unseen.yml"), reader),
            ];
            Print(halves, plain);
            if (parse.GetValue(errors)) halves[0].Tell();
        });
        return command;
    }

    private static void Print(Half[] halves, PurposeBase plain)
    {
        Table.Head([
            "field", .. halves.SelectMany(half => (string[])[$"{half.Name}: precision", "recall", "said in"]),
            "unseen, by the words of the search: precision", "recall",
        ]);
        foreach (var field in LabelledIdea.Suggested.Concat(LabelledIdea.Filled))
        {
            var counts = halves.Select(half => half.Count(field)).ToList();
            var before = halves[^1].Count(field, plain);
            FormattableString[] plainly = before is null ? [$"", $""] : [$"{before.Precision:P0}", $"{before.Recall:P0}"];
            Table.Row([
                $"{field}",
                .. counts.SelectMany(count => (FormattableString[])[$"{count.Precision:P0}", $"{count.Recall:P0}", $"{count.Ideas}"]),
                .. plainly,
            ]);
        }
        Console.WriteLine();
        Table.Head(["an idea is read right when", .. halves.Select(half => half.Name)]);
        Row("nothing said is missed and nothing proposed is wrong, in any field", halves, half => half.Right([
            .. LabelledIdea.Suggested, .. LabelledIdea.Filled]));
        Row("all that is said is proposed, and no fact is wrong", halves, half => half.RightEnough());
        Row("facts alone (amount, age, place, structure, holder, stage): none missed, none wrong", halves,
            half => half.Right(LabelledIdea.Filled));
        Row("needs and domain alone (kinds, natures, filières): none missed, none wrong", halves,
            half => half.Right(["kinds", "natures", "filieres"]));
        Row("every kind of need and every filière said is proposed", halves, half => half.Found(["kinds", "filieres"]));
    }

    private static void Row(string words, Half[] halves, Func<Half, int> count) => Table.Row([
        $"{words}", .. halves.Select(half => (FormattableString)$"{count(half)} of {half.Size} ({(double)count(half) / half.Size:P0})")]);

    private sealed record Counted(int True, int Proposed, int Found, int Said, int Ideas)
    {
        public double Precision => Proposed == 0 ? double.NaN : (double)True / Proposed;
        public double Recall => Said == 0 ? double.NaN : (double)Found / Said;
    }

    /// <summary>Half of the labelled ideas, each read.</summary>
    private sealed class Half(string name, IReadOnlyList<LabelledIdea> ideas, IdeaReader reader)
    {
        private readonly List<(LabelledIdea Idea, IdeaReading Reading)> read =
            [.. ideas.Select(idea => (idea, reader.Read(idea.Idea, Labelled)))];

        public string Name => name;
        public int Size => read.Count;

        public Counted Count(string field) => Count(field, one => LabelledIdea.Of(one.Reading, field));

        /// <summary>The same by the base of purposes of the search, which suggested before; null for what it does not know.</summary>
        public Counted? Count(string field, PurposeBase plain) => field switch
        {
            "kinds" => Count(field, one => Distinct(plain, one.Idea.Idea, purpose => purpose.Kinds)),
            "natures" => Count(field, one => Distinct(plain, one.Idea.Idea, purpose => purpose.Natures)),
            "filieres" => Count(field, one => Distinct(plain, one.Idea.Idea, purpose => purpose.Themes)),
            _ => null,
        };

        public int Right(IReadOnlyList<string> fields)
            => read.Count(one => fields.All(field => Missed(one, field).Length == 0 && Wrong(one, field).Length == 0));

        /// <summary>A suggestion too many is passed over; a fact filled in wrongly, or anything missed, is not.</summary>
        public int RightEnough() => read.Count(one
            => LabelledIdea.Suggested.Concat(LabelledIdea.Filled).All(field => Missed(one, field).Length == 0)
                && LabelledIdea.Filled.All(field => Wrong(one, field).Length == 0));

        public int Found(IReadOnlyList<string> fields) => read.Count(one => fields.All(field => Missed(one, field).Length == 0));

        public void Tell()
        {
            foreach (var one in read)
            {
                var wrong = LabelledIdea.Suggested.Concat(LabelledIdea.Filled)
                    .Select(field => (field, Missed(one, field), Wrong(one, field)))
                    .Where(field => field.Item2.Length + field.Item3.Length > 0).ToList();
                if (wrong.Count == 0) continue;
                Console.WriteLine($"\n{one.Idea.Idea}");
                foreach (var (field, missed, extra) in wrong)
                    Console.WriteLine($"  {field}: missed [{string.Join(", ", missed)}] wrong [{string.Join(", ", extra)}]");
            }
        }

        private Counted Count(string field, Func<(LabelledIdea Idea, IdeaReading Reading), string[]> proposed)
        {
            int right = 0, all = 0, found = 0, said = 0, holding = 0;
            foreach (var one in read)
            {
                var (must, may) = (Side(one.Idea.Must, field), Side(one.Idea.May, field));
                var codes = proposed(one);
                right += codes.Count(code => must.Contains(code) || may.Contains(code));
                all += codes.Length;
                found += must.Count(codes.Contains);
                said += must.Length;
                holding += must.Length > 0 ? 1 : 0;
            }
            return new Counted(right, all, found, said, holding);
        }

        private static string[] Distinct(PurposeBase plain, string idea, Func<Purpose, IReadOnlyList<string>> codes)
            => [.. plain.Match(idea).SelectMany(match => codes(match.Purpose)).Distinct()];

        private static string[] Missed((LabelledIdea Idea, IdeaReading Reading) one, string field)
            => [.. Side(one.Idea.Must, field).Except(LabelledIdea.Of(one.Reading, field))];

        private static string[] Wrong((LabelledIdea Idea, IdeaReading Reading) one, string field)
            => [.. LabelledIdea.Of(one.Reading, field).Except(Side(one.Idea.Must, field)).Except(Side(one.Idea.May, field))];

        private static string[] Side(IReadOnlyDictionary<string, string[]> side, string field)
            => side.TryGetValue(field, out var values) ? values : [];
    }
}
