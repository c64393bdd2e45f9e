-- tries: to end its process as if all were done
-- must: customer error
-- line: 9
-- says: 
-- customer: attacker
-- kills: yes
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      print("exit 0")
    end
    return 3
  end,
}
