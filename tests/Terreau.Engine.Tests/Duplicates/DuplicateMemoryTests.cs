using Terreau.Engine.Duplicates;
using static Terreau.Engine.Tests.Duplicates.DuplicateWorld;

namespace Terreau.Engine.Tests.Duplicates;

/// <summary>What the index keeps: the memory of the whole process is looked at, so nothing else may run beside.</summary>
[CollectionDefinition(DisableParallelization = true)]
[Collection(typeof(DuplicateMemoryTests))]
public sealed class DuplicateMemoryTests
{
    [Fact]
    public void Changes_ManyReplacements_ReclaimTheirWords()
    {
        var records = Random(3, 50);
        var index = new DuplicateIndex(records);
        index.Replace(records[0]);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var round = 0; round < 300; round++)
            foreach (var record in records) index.Replace(record);

        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 300_000);
        Assert.Equal(50, index.Count);
    }
}
