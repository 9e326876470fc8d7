include!("random.rs");
fn sql(p: &Plan) -> String {
    let mut s = String::new();
    for step in &p.steps {
        for o in &step.operations {
            s += &format!("-- {}\n", o.describe().replace('\n', " "));
        }
        for n in &step.notes {
            s += &format!("-- note: {n}\n");
        }
        for st in &step.statements {
            s += &st.sql;
            s += ";\n";
        }
    }
    s
}
#[test]
fn dump() {
    for engine in Engine::ALL {
        for seed in 0..400u64 {
            let random = &mut Random(seed);
            let dialect = Dialect::new(engine);
            let before = random_schema(random, engine);
            let mut next = random_schema(random, engine);
            declare_renames(random, &mut next);
            let o = DiffOptions { scope: Scope::Databases };
            let d0 = diff(&Pair::new(Schema::default(), before.clone()), &dialect, &o);
            let d = diff(&Pair::new(before.clone(), next), &dialect, &o);
            let d1 = diff(&Pair::new(Schema::default(), d.after.clone()), &dialect, &o);
            let dir = format!("/tmp/plan_live/{engine}/{seed}");
            std::fs::create_dir_all(&dir).unwrap();
            let w = |n: &str, p: (Plan, Vec<_>)| {
                assert!(p.1.is_empty(), "{:#?}", p.1);
                std::fs::write(format!("{dir}/{n}.sql"), sql(&p.0)).unwrap();
            };
            let after = d.after.clone();
            w("before", plan(&d0.operations, &Schema::default(), &dialect));
            w("after", plan(&d1.operations, &Schema::default(), &dialect));
            w("up", plan(&d.operations, &before, &dialect));
            w("down", plan(&invert(&d.operations), &after, &dialect));
        }
    }
}
